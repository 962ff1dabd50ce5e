import type {
  MapCut,
  MapDefinition,
  MapSection,
  NotebookMap
} from '../../lift/map';

/** One row of the map. */
export type MapRow =
  | {
      readonly kind: 'title';
      readonly group: 'definitions' | 'sections' | 'cuts';
    }
  | { readonly kind: 'definition'; readonly definition: MapDefinition }
  | {
      readonly kind: 'section';
      readonly section: MapSection;
      /** 0 for the highest headings that the notebook has. */
      readonly depth: number;
    }
  | { readonly kind: 'cut'; readonly cut: MapCut };

/** Heights in pixels, as style/lift/map.css draws the rows. */
const HEIGHTS = { title: 32, definition: 26, section: 44, cut: 26 };

/** The rows of a map: definitions, then sections and cuts in the order of the notebook. */
export function mapRows({
  definitions,
  sections,
  cuts
}: NotebookMap): MapRow[] {
  const top = Math.min(...sections.map(({ level }) => level));
  const flow = [
    ...sections.map(section => ({
      at: section.heading,
      row: { kind: 'section', section, depth: section.level - top } as const
    })),
    ...cuts.map(cut => ({
      at: cut.after + 0.5,
      row: { kind: 'cut', cut } as const
    }))
  ].sort((a, b) => a.at - b.at);
  return [
    ...(definitions.length > 0
      ? [{ kind: 'title', group: 'definitions' } as const]
      : []),
    ...definitions.map(
      definition => ({ kind: 'definition', definition }) as const
    ),
    ...(flow.length > 0
      ? [
          {
            kind: 'title',
            group: sections.length > 0 ? 'sections' : 'cuts'
          } as const
        ]
      : []),
    ...flow.map(({ row }) => row)
  ];
}

export function heightOf(row: MapRow): number {
  const flat =
    row.kind === 'section' &&
    row.section.inputs.length + row.section.outputs.length === 0;
  return flat ? HEIGHTS.definition : HEIGHTS[row.kind];
}

/** The cells that a row stands for. */
export function cellsOf(row: MapRow): readonly number[] {
  switch (row.kind) {
    case 'title':
      return [];
    case 'definition':
      return [row.definition.cell];
    case 'section':
      return row.section.cells.length > 0
        ? row.section.cells
        : [row.section.heading];
    case 'cut':
      return [row.cut.before];
  }
}
