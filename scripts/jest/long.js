/** In the long run, a property that names no number of tries gets many more. */
require('fast-check').configureGlobal({ numRuns: 2000 });
