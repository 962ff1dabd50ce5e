/** Where the application's state holds what lifts leave behind; lists of records, each with a receipt. */
export const StateKeys = {
  /** Lifts that were made. */
  receipts: 'jupyterlab-lift:receipts',
  /** Lifts that have begun to write and not ended: those of a page that is gone were cut off. */
  begun: 'jupyterlab-lift:begun'
} as const;
