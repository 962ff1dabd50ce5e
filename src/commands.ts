/** Ids of all commands. Tests, settings and other programs rely on them. */
export const CommandIDs = {
  liftCells: 'jupyterlab-lift:lift-cells',
  liftDefinitions: 'jupyterlab-lift:lift-definitions',
  undoLift: 'jupyterlab-lift:undo-lift',
  putBack: 'jupyterlab-lift:put-back',
  showLift: 'jupyterlab-lift:show-lift',
  checkNotebook: 'jupyterlab-lift:check-notebook',
  verifyLift: 'jupyterlab-lift:verify-lift',
  syncKernel: 'jupyterlab-lift:sync-kernel',
  writeTest: 'jupyterlab-lift:write-test',
  writeFailingTest: 'jupyterlab-lift:write-failing-test',
  showTests: 'jupyterlab-lift:show-tests',
  runTests: 'jupyterlab-lift:run-tests',
  debugTest: 'jupyterlab-lift:debug-test'
} as const;

/** Ids of the side panels. */
export const PanelIDs = {
  lift: 'jp-lift-panel',
  tests: 'jp-lift-tests'
} as const;

/** Arguments of `lift-cells`; without `cells`, the selected ones. */
export type LiftCellsArgs = {
  /** 0-based positions in the notebook. */
  readonly cells?: readonly number[];
  readonly name?: string;
  /** Module, relative to the project root. */
  readonly to?: string;
};

/** Arguments of `lift-definitions`; without `names`, all definitions of the cells or of the notebook. */
export type LiftDefinitionsArgs = LiftCellsArgs & {
  readonly names?: readonly string[];
};

/** Arguments of `undo-lift` and `put-back`; without `receipt`, the one of the active cell, else the last. */
export type ReceiptArgs = {
  readonly receipt?: string;
};

/** Arguments of `sync-kernel`. */
export type SyncKernelArgs = {
  /** Reloads modules that hold state too; it is lost. */
  readonly force?: boolean;
};

/** Arguments of `write-test`; without any, the functions that the selected cell uses. */
export type WriteTestArgs = {
  /** The notebook, relative to the server's root; the one in front by default. */
  readonly path?: string;
  /** As the notebook imports it. */
  readonly module?: string;
  readonly function?: string;
};

/** Arguments of `write-failing-test`; without any, the innermost function in the traceback of the selected cell. */
export type WriteFailingTestArgs = WriteTestArgs & {
  /** 0-based position of a cell that shows a traceback. */
  readonly cell?: number;
};

/** Arguments of `run-tests`; without any, all tests of the project. */
export type RunTestsArgs = {
  /** Tests, or files, classes and functions that hold them, as the runner calls them. */
  readonly ids?: readonly string[];
  /** Only those that failed. */
  readonly failed?: boolean;
  /** Only those that import a module which the notebook in front imports, and those that may. */
  readonly notebook?: boolean;
};

/** Arguments of `debug-test`. */
export type DebugTestArgs = {
  /** The test, as the runner calls it. */
  readonly id?: string;
  /** Project root, relative to the server's; that of the Tests panel by default. */
  readonly root?: string;
};

const cells = {
  type: 'array',
  description:
    '0-based positions of cells in the active notebook; the selected cells by default',
  items: { type: 'integer', minimum: 0 }
} as const;
const to = {
  type: 'string',
  description: 'Path of the module, relative to the project root'
} as const;
const notebook = {
  type: 'string',
  description:
    'Path of a notebook, relative to the server; the active one by default'
} as const;
const receipt = {
  type: 'string',
  description:
    'Id of a receipt; the one of the active cell by default, else the last one'
} as const;

/** JSON schemas of the commands' arguments, by command id. */
export const argumentSchemas = {
  [CommandIDs.liftCells]: {
    type: 'object',
    properties: {
      cells,
      to,
      name: { type: 'string', description: 'Name of the function' }
    }
  },
  [CommandIDs.liftDefinitions]: {
    type: 'object',
    properties: {
      cells,
      to,
      names: {
        type: 'array',
        description:
          'Names of the definitions; all of the cells or the notebook by default',
        items: { type: 'string' }
      }
    }
  },
  [CommandIDs.undoLift]: { type: 'object', properties: { receipt } },
  [CommandIDs.putBack]: { type: 'object', properties: { receipt } },
  [CommandIDs.showLift]: { type: 'object', properties: {} },
  [CommandIDs.checkNotebook]: { type: 'object', properties: {} },
  [CommandIDs.verifyLift]: {
    type: 'object',
    properties: {
      cells,
      to,
      name: { type: 'string', description: 'Name of the function' }
    }
  },
  [CommandIDs.syncKernel]: {
    type: 'object',
    properties: {
      force: {
        type: 'boolean',
        description: 'Reload modules that hold state too; it is lost'
      }
    }
  },
  [CommandIDs.writeTest]: {
    type: 'object',
    properties: {
      path: notebook,
      module: {
        type: 'string',
        description: 'Module as the notebook imports it, such as pkg.steps'
      },
      function: {
        type: 'string',
        description:
          'Name of the function; those that the selected cell uses by default'
      }
    }
  },
  [CommandIDs.writeFailingTest]: {
    type: 'object',
    properties: {
      path: notebook,
      cell: {
        type: 'integer',
        minimum: 0,
        description:
          '0-based position of a cell that shows a traceback; the selected one by default'
      },
      module: {
        type: 'string',
        description: 'Module of the function, such as pkg.steps'
      },
      function: {
        type: 'string',
        description:
          'Name of a function in the traceback; the innermost one of the project by default'
      }
    }
  },
  [CommandIDs.showTests]: { type: 'object', properties: {} },
  [CommandIDs.runTests]: {
    type: 'object',
    properties: {
      ids: {
        type: 'array',
        description:
          'Tests, or files, classes and functions that hold them, such as tests/test_a.py::test_b; all by default',
        items: { type: 'string' }
      },
      failed: { type: 'boolean', description: 'Only those that failed' },
      notebook: {
        type: 'boolean',
        description:
          'Only those that import a module which the notebook in front imports, and those of which that cannot be told'
      }
    }
  },
  [CommandIDs.debugTest]: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
        description: 'The test, such as tests/test_a.py::test_b'
      },
      root: {
        type: 'string',
        description:
          'Project root, relative to the folder of the server; that of the Tests panel by default'
      }
    }
  }
} as const;
