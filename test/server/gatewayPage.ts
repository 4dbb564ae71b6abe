/** A page as a gateway in front of the service would send it. */
export const gatewayPage = (title: string) =>
  `<html><head><title>${title}</title></head><body>${title}</body></html>\n`;

export const htmlType = { 'content-type': 'text/html' };
