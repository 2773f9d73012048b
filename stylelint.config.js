/** @type {import('stylelint').Config} */
export default {
  extends: ['stylelint-config-standard'],
  rules: {
    // oxfmt decides about white space.
    'at-rule-empty-line-before': null,
    'comment-empty-line-before': null,
    'declaration-empty-line-before': null,
    'rule-empty-line-before': null,
    'value-keyword-case': ['lower', { ignoreProperties: [/^--font-/] }],
    'selector-class-pattern': [
      '^[a-z][a-zA-Z0-9-]*$',
      { message: 'camelCase in modules, kebab-case in the global sheets.' },
    ],
    'selector-pseudo-class-no-unknown': [true, { ignorePseudoClasses: ['global'] }],
    // Ant Design's own class names change with its versions: it is styled by its theme tokens and class names of ours.
    'selector-disallowed-list': [
      [/\.ant-/, /\.anticon/],
      {
        message:
          'Restyle Ant Design by theme tokens or its classNames; what has neither goes to src/app/theme/antd.css.',
      },
    ],
  },
  overrides: [{ files: ['src/app/theme/**/*.css'], rules: { 'selector-disallowed-list': null } }],
}
