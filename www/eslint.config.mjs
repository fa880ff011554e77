// `npm run lint`: rules that find faults, over the page's code and all scripts of the tests. How code looks is no matter
// of theirs.
import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['**/node_modules/', '**/test-results/', '**/playwright-report/'] },
  js.configs.recommended,
  {
    rules: {
      'array-callback-return': 'error',
      eqeqeq: 'error',
      'no-self-compare': 'error',
      'no-shadow': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unused-private-class-members': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_$', ignoreRestSiblings: true }],
      'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
      'no-useless-return': 'error',
      'no-var': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  { files: ['**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
  // Tests hand functions to the page, which have names of their own there.
  { files: ['tests/**', '**/*.test.mjs'], languageOptions: { globals: globals.browser }, rules: { 'no-shadow': 'off' } },
  { files: ['tests/engines/**'], languageOptions: { globals: { map: 'readonly', root: 'readonly', canvas: 'readonly', complaints: 'readonly' } } },
];
