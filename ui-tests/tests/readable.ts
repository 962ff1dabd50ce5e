import type { Locator } from '@playwright/test';
import { expect } from '../fixtures';

/** Text stands out from what lies behind it as WCAG 2.1 asks (1.4.3 AA); what is switched off may be faint. */
export async function expectReadable(part: Locator): Promise<void> {
  const poor = await part.evaluate(root => {
    const parse = (colour: string) => {
      const numbers = (colour.match(/[\d.]+/g) ?? []).map(Number);
      // `color(srgb …)`, which color-mix() gives, counts from 0 to 1.
      return colour.startsWith('color(')
        ? numbers.map((number, at) => (at < 3 ? number * 255 : number))
        : numbers;
    };
    const light = ([r, g, b]: number[]) => {
      const [x, y, z] = [r, g, b].map(c =>
        c / 255 <= 0.04 ? c / 3294 : ((c / 255 + 0.055) / 1.055) ** 2.4
      );
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const over = ([r, g, b, a = 1]: number[], back: number[]) =>
      [r, g, b].map((c, at) => c * a + back[at] * (1 - a));
    const behind = (node: Element | null): number[] => {
      if (!node) {
        return [255, 255, 255];
      }
      const colour = parse(getComputedStyle(node).backgroundColor);
      return (colour[3] ?? 1) === 1 && colour.length > 0
        ? colour
        : over(colour, behind(node.parentElement));
    };
    const hasText = (node: Element) =>
      [...node.childNodes].some(
        ({ nodeType, textContent }) => nodeType === 3 && textContent?.trim()
      );
    const isFaint = (node: Element) =>
      node.closest(
        '.jp-LiftPanel-hidden, :disabled, [aria-disabled="true"], option'
      ) !== null;
    return [root, ...root.querySelectorAll('*')]
      .filter(node => hasText(node) && !isFaint(node))
      .map(node => {
        const back = behind(node);
        const [a, b] = [
          light(over(parse(getComputedStyle(node).color), back)),
          light(back)
        ].sort((x, y) => y - x);
        const contrast = (a + 0.05) / (b + 0.05);
        return `${contrast.toFixed(1)} ${node.className}: ${node.textContent}`;
      })
      .filter(line => parseFloat(line) < 4.5);
  });
  expect(poor).toEqual([]);
}

/** Nothing reaches over the sides; what is shortened says so by an ellipsis, and diffs scroll. */
export async function expectToFit(part: Locator): Promise<void> {
  const cut = await part.evaluate(root =>
    [root, ...root.querySelectorAll('*')]
      .filter(node => !node.closest('.jp-LiftPanel-hidden, .jp-LiftDiff, svg'))
      .filter(node => node.scrollWidth > node.clientWidth + 1)
      .filter(node => {
        const { overflowX, textOverflow, display } = getComputedStyle(node);
        return (
          display !== 'inline' &&
          overflowX !== 'visible' &&
          textOverflow !== 'ellipsis'
        );
      })
      .map(node => `${node.tagName} ${node.className}: ${node.textContent}`)
  );
  expect(cut).toEqual([]);
}
