const VERBS = new Set(
  `
  add adjust aggregate align analyze analyse annotate append apply assemble assign attach average balance
  benchmark bin bootstrap bucket build calculate calibrate call categorize center change check choose
  classify clean cluster collapse collect combine compare compile complete compress compute concatenate
  configure connect construct convert copy correct correlate count create crop cut deduplicate define
  delete denoise derive describe detect determine dig discard discretize display divide do download draw
  drop dump edit embed encode engineer enrich estimate evaluate examine exclude execute expand explore
  export extend extract factorize fetch fill filter find fit fix flag flatten flip forecast format gather
  generate get give grab group handle identify implement import impute include index infer initialize
  insert inspect instantiate integrate interpolate introduce investigate invert iterate join keep label
  list load log look make map mark mask match measure melt merge minimize maximize modify move
  multiply name normalize obtain open optimize order pad parse partition perform pick pivot plot populate
  predict prepare preprocess print process produce project provide prune pull push put query randomize
  rank read rearrange rebuild recode record recover reduce refine refit reformat regress remove rename
  reorder repeat replace report represent resample rescale reset reshape resize restore restrict retrieve
  return reverse rotate round run sample save scale scan score scrape search select send separate set
  shift show shuffle simplify simulate slice smooth solve sort specify split stack standardize start store
  strip study subset substitute subtract sum summarize swap take test threshold tidy tokenize train
  transform translate transpose trim truncate try tune turn unpack unpivot unstack update upload use
  validate vectorize verify view visualize walk weight wrangle wrap write zip
  adapt animate close present approximate bind blend calibrate cache cast chunk colour colorize contrast cross count curate
  debug declare decode decompose decrease demonstrate deploy derive diagnose diff duplicate encrypt enforce ensure
  enumerate erase escape exponentiate exploit fuse greet guess hide highlight import improve increase install invoke
  lemmatize limit link locate log loop lower merge migrate mix mock monitor multiply navigate negate observe order
  override patch permute persist place play post preview propagate prove quantify raise recommend record recurse
  redistribute refactor register relabel render replicate request require resolve respond retrain review rewrite
  sanitize schedule seed serialize shape sketch skip solve stem stop store summarise switch sync tabulate tag tokenise
  trace track transcribe traverse treat trigger turn undo unify unnest unroll unzip vary visit vote warn weigh winsorize
  `
    .trim()
    .split(/\s+/)
);

/** Nouns that name an act: `Data preparation` is what `prepare data` says. */
const ACTS = new Map(
  Object.entries({
    aggregation: 'aggregate',
    analysis: 'analyze',
    calculation: 'calculate',
    classification: 'classify',
    cleanup: 'clean',
    comparison: 'compare',
    computation: 'compute',
    declaration: 'declare',
    declarations: 'declare',
    conversion: 'convert',
    creation: 'create',
    definition: 'define',
    detection: 'detect',
    estimation: 'estimate',
    evaluation: 'evaluate',
    exploration: 'explore',
    extraction: 'extract',
    generation: 'generate',
    imputation: 'impute',
    initialization: 'initialize',
    inspection: 'inspect',
    interpolation: 'interpolate',
    normalization: 'normalize',
    optimization: 'optimize',
    prediction: 'predict',
    preparation: 'prepare',
    reduction: 'reduce',
    removal: 'remove',
    selection: 'select',
    simulation: 'simulate',
    standardization: 'standardize',
    tokenization: 'tokenize',
    transformation: 'transform',
    validation: 'validate',
    visualisation: 'visualize',
    visualization: 'visualize'
  })
);

/** The verb that a lower-case word is a form of (`load`, `loads`, `loading`, `loaded`), else `null`. */
export function verbOf(word: string): string | null {
  if (VERBS.has(word) || /..(ize|ise|ify)$/.test(word)) {
    return word;
  }
  const ending = /^(.+?)(ing|ed|es|s)$/.exec(word);
  if (ending === null) {
    return null;
  }
  const [, root] = ending;
  const last = root[root.length - 1];
  const single = root.endsWith(last + last) ? [root.slice(0, -1)] : [];
  const forms = [root, `${root}e`, ...single, root.replace(/i$/, 'y')];
  return forms.find(form => VERBS.has(form)) ?? null;
}

/** Whether a word of a name says again what its verb says: `sorted` or `pred` behind `sort` and `predict`. */
export function echoes(word: string, verb: string): boolean {
  return (
    word === verb ||
    verbOf(word) === verb ||
    (word.length > 2 && verb.startsWith(word.replace(/s$/, '')))
  );
}

/** The verb of a word that names an act: `analysis`, `cleaning`. */
export function verbOfAct(word: string): string | null {
  return ACTS.get(word) ?? (word.endsWith('ing') ? verbOf(word) : null);
}
