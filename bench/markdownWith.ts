/** What people write around pictures. */
const section = (number: number) => `## Step ${number}

A paragraph of *some* words with [a link](https://example.org/${number}) and \`code\`, before the picture comes.

![The window after step ${number}](images/step%20${number}.png "Step ${number}")

- a first point, and
- a second ![](b${number}.png)

| Before | After |
|--------|-------|
| ![before ${number}](before.png) | <img src="after.png" alt="after ${number}"> |

`;
const imagesOfSection = 4;

/** A Markdown document with so many images, a quarter of which have no alt text. */
export function markdownWith(images: number): string {
  return Array.from({ length: images / imagesOfSection }, (_, number) => section(number)).join('');
}
