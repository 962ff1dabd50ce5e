import { LabIcon } from '@jupyterlab/ui-components';

/** A triangle with a mark of exclamation. */
export const warningIcon = new LabIcon({
  name: 'jupyterlab-lift:warning',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon-warn0" fill="#ef6c00" d="M1 21h22L12 2 1 21zm12-3h-2v-2h2v2zm0-4h-2v-4h2v4z"/>
</svg>`
});

/** A circle with an i. */
export const noteIcon = new LabIcon({
  name: 'jupyterlab-lift:note',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <path class="jp-icon3" fill="#616161" d="M11 7h2v2h-2zm0 4h2v6h-2zm1-9a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 18a8 8 0 1 1 0-16 8 8 0 0 1 0 16z"/>
</svg>`
});

/** A block of code that rises out of a notebook. */
export const liftIcon = new LabIcon({
  name: 'jupyterlab-lift:lift',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">
    <path d="M4 14h2v5h12v-5h2v7H4z"/>
    <path d="M12 2.5l6 6h-4V16h-4V8.5H6z"/>
  </g>
</svg>`
});

/** A list with marks. */
export const testsIcon = new LabIcon({
  name: 'jupyterlab-lift:tests',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24">
  <g class="jp-icon3" fill="#616161">
    <path d="M12 4.5h9v2h-9zM12 11h9v2h-9zM12 17.5h9v2h-9z"/>
    <path d="M4.6 8.6L2 6l1.1-1.1 1.5 1.5 3.6-3.6L9.3 4zM4.6 15.1L2 12.5l1.1-1.1 1.5 1.5 3.6-3.6 1.1 1.1z"/>
    <path d="M8.9 16.7l-1.2-1.2-2 2-2-2-1.2 1.2 2 2-2 2 1.2 1.2 2-2 2 2 1.2-1.2-2-2z"/>
  </g>
</svg>`
});
