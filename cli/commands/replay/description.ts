import { describe } from '../../describe/types'

export const replay = describe({
  summary: 'Runs a case of the page again, and compares the results',
  argument: 'FILE',
  input: 'a .m3case.json or .m3cases.json file',
  output: `{"file","id","name","verdict":"identical"|"within-tolerance"|"differs","tolerance","expected",
 "judgement","scores":{"before","after"},"identity":{"before","after"},
 "is_demo":{"before","after"},"changes":[…],"compared"}`,
  details: [
    'A .m3cases.json file gives one line for each case.',
    'Texts, rules and settings are those of the case.',
    'Exit code: 0 identical or within the tolerance; 1 an outcome is beyond its tolerance, or is not what the case ' +
      'expects; 2 the file is newer than this program, edited by hand or cut off. No model is loaded before that check.',
  ],
  example: 'npm run -s cli -- replay case.m3case.json',
  options: ['model', 'outputs', 'threads', 'whole', 'encoder', 'progress'],
  refuses: {
    options: [
      'tokenizer',
      'maxLength',
      'truncateDim',
      'heads',
      'weights',
      'faithful',
      'arithmetic',
      'metadata',
    ],
    reason: 'the case has its own settings',
  },
  load: async () => (await import('./run')).run,
})
