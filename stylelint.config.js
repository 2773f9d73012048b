import { notYetFiles } from './lint/not-yet.js'

/** @type {import('stylelint').Config} */
export default {
  extends: ['stylelint-config-standard'],
  rules: {
    // Prettier decides about white space.
    'at-rule-empty-line-before': null,
    'comment-empty-line-before': null,
    'declaration-empty-line-before': null,
    'rule-empty-line-before': null,
    'value-keyword-case': ['lower', { ignoreProperties: [/^--font-/] }],
    // Ant Design's own class names change with its versions: it is styled by its theme tokens and class names of ours.
    'selector-disallowed-list': [[/\.ant-/], { message: 'Style Ant Design in src/app/theme only.' }],
  },
  overrides: [
    { files: ['src/app/theme/**/*.css'], rules: { 'selector-disallowed-list': null } },
    {
      files: notYetFiles('*.css'),
      rules: {
        'media-feature-range-notation': null,
        'no-descending-specificity': null,
        'selector-class-pattern': null,
        'selector-disallowed-list': null,
        'value-keyword-case': null,
      },
    },
  ],
}
