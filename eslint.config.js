import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import typescript from 'typescript-eslint'

const UI = 'ui/src/**/*.{ts,svelte}'

// The user interface stands in three tiers, each of which imports only what is below it: screens, controls, lib. What is
// barred is a part of the path that an import names.
const SCREENS = { path: 'screens/', why: 'A control, or lib, knows no screen.' }
const CONTROLS = { path: 'controls/', why: 'lib knows no control.' }
const BACKEND = { path: 'lib/backend/', why: 'A control gets what it shows from a screen, and never asks the program.' }
const APP = { path: '/App\\.svelte$', why: 'The page begins there: it imports the rest.' }
const TAURI = { path: '^@tauri-apps/', why: 'Only lib/backend knows what the window runs in.' }

const tiers = [
  tier('ui/src/*', [TAURI]),
  tier('ui/src/screens/**/*', [APP, TAURI]),
  tier('ui/src/controls/**/*', [APP, SCREENS, BACKEND, TAURI]),
  tier('ui/src/lib/**/*', [APP, SCREENS, CONTROLS, TAURI]),
  tier('ui/src/lib/backend/**/*', [APP, SCREENS, CONTROLS]),
]

export default [
  {
    ignores: [
      '**/node_modules/',
      '**/venv/',
      'target/',
      'gen/',
      'ui/dist/',
      'ui/src/lib/backend/types.ts',
      'ui/src/lib/backend/types/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  // Parts of these run in the page that they drive.
  { files: ['**/*.mjs'], languageOptions: { globals: globals.browser } },
  ...typescript.configs.recommended.map((config) => ({ ...config, files: [UI] })),
  ...svelte.configs.recommended,
  {
    files: [UI],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['ui/src/**/*.svelte', 'ui/src/**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
    },
  },
  ...tiers,
  {
    // A test is a function that holds tests.
    ignores: ['**/*.test.ts', '**/*.test.mjs', '**/*.spec.mjs'],
    rules: {
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
    },
  },
]

/** Bars imports of whatever kind from the files that `glob` names. */
function tier(glob, barred) {
  const patterns = barred.map(({ path, why }) => ({ regex: path, message: why }))
  const syntax = barred.flatMap(({ path, why }) => {
    const pattern = path.replaceAll('/', '\\/')
    return [
      { selector: `ImportExpression[source.value=/${pattern}/]`, message: why },
      { selector: `TSImportType[source.value=/${pattern}/]`, message: why },
    ]
  })
  return {
    files: [`${glob}.{ts,svelte}`],
    rules: { 'no-restricted-imports': ['error', { patterns }], 'no-restricted-syntax': ['error', ...syntax] },
  }
}
