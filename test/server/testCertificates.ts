// Test material, no secrets: what the tests' own servers show, valid until 2120. Made with openssl; the key of the
// authority was thrown away, so that it vouches for nothing else.

/** The authority that issued `testCertificate`, as PEM. No system knows it. */
export const testAuthority = `-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIBATAKBggqhkjOPQQDAjApMScwJQYDVQQDDB5JbWFnZSB0
byBQcm9tcHQgdGVzdCBhdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAx
MDEwMDAwMDBaMCkxJzAlBgNVBAMMHkltYWdlIHRvIFByb21wdCB0ZXN0IGF1dGhv
cml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABChusTCua7yijimHcnKVYNaD
7SRrNsqQiVe8L6Q6dDJXWG4I2L7d/kBb0wTEyVrGT0ULkMYqy7XN+yzVYkV+3uuj
QjBAMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgEGMB0GA1UdDgQWBBTt
UAD2kY9Tc6FWVn36Hw7tAQy7uTAKBggqhkjOPQQDAgNIADBFAiEAyPJTBMDvwANW
2LlNETi6v0OZsbuXcxCWBqgcurUgrvQCICoBCKFEW7sq1YpyRN+/ayNkZNy9alcT
4nSK9i6R2ll/
-----END CERTIFICATE-----
`;

/** Valid for service.example, localhost and 127.0.0.1; as PEM. */
export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIB0TCCAXigAwIBAgIBAjAKBggqhkjOPQQDAjApMScwJQYDVQQDDB5JbWFnZSB0
byBQcm9tcHQgdGVzdCBhdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAx
MDEwMDAwMDBaMBoxGDAWBgNVBAMMD3NlcnZpY2UuZXhhbXBsZTBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABN4qVSZShJx2xRG8mYaQzsSVoJjDp9nVpp1W5sfq6bfy
JJdHWcegX5VyG4/BE4iqes7xUsdsHrXyj/xR4FH17R6jgZ0wgZowCQYDVR0TBAIw
ADALBgNVHQ8EBAMCB4AwEwYDVR0lBAwwCgYIKwYBBQUHAwEwKwYDVR0RBCQwIoIP
c2VydmljZS5leGFtcGxlgglsb2NhbGhvc3SHBH8AAAEwHQYDVR0OBBYEFJt0LULZ
bwyqwPQeIcYPkZpYH9InMB8GA1UdIwQYMBaAFO1QAPaRj1NzoVZWffofDu0BDLu5
MAoGCCqGSM49BAMCA0cAMEQCIGUpmSZPgJy4QStxqhSI3+mUjmK2GTRU0oNDyTuM
pLkoAiBaAp6Gdgam5snUl+dTPjr87tP4WaXNxAh2FmLmCZvQrg==
-----END CERTIFICATE-----
`;

/** The key of `testCertificate`, as PEM. */
export const testKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgty2UhxvULeBeubbg
00Mxh2b4yXt1IbacynmgY4sQLA2hRANCAATeKlUmUoScdsURvJmGkM7ElaCYw6fZ
1aadVubH6um38iSXR1nHoF+VchuPwROIqnrO8VLHbB618o/8UeBR9e0e
-----END PRIVATE KEY-----
`;
