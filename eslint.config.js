const eslint = require('@eslint/js');
const tseslint = require('typescript-eslint');
const { builtinModules } = require('node:module');

const io = [...builtinModules, 'axios', 'pino', 'fastify'];

const NO_IO = 'Pure and deterministic: no Node built-ins, no I/O.';

/** Forbids imports: by pattern, and where `pure`, of whatever reaches out of the process too. */
const forbid = (files, patterns, { pure = false } = {}) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: pure ? [...patterns, { group: ['node:*'], message: NO_IO }] : patterns,
        paths: pure ? io.map((name) => ({ name, message: NO_IO })) : [],
      },
    ],
  },
});
const outward = (folders, message) => ({
  regex: `^(\\.\\./)+(${folders.join('|')})(/|$)`,
  message,
});

module.exports = tseslint.config(
  { ignores: ['dist/', 'coverage/', '.offboarding/'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'bin/*.js'] },
        tsconfigRootDir: __dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/require-await': 'off',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Read the environment in src/config.ts only.',
        },
      ],
    },
  },
  {
    files: [
      'src/config.ts',
      'src/config/**',
      'test/**',
      'scripts/**',
      'bench/**',
      'bin/**',
      'deploy/**',
      '*.js',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        process: 'readonly',
        console: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  // The direction of imports: design section 1. Arrows point inwards, to the domain.
  forbid(
    ['src/domain/**'],
    [
      { group: ['@temporalio/*'], message: 'The domain knows no Temporal.' },
      outward(
        [
          'workflows',
          'activities',
          'providers',
          'client',
          'cli',
          'intake',
          'local',
          'stack',
          'simulator',
          'config',
        ],
        'The domain imports nothing outside itself.',
      ),
    ],
    { pure: true },
  ),
  forbid(
    ['src/workflows/**'],
    [
      {
        regex: '^@temporalio/(?!(workflow|common)$)',
        message: "Workflow code uses Temporal's workflow package only.",
      },
      outward(
        ['providers', 'client', 'cli', 'intake', 'local', 'stack', 'simulator', 'config'],
        'Workflows import the domain, and activities as types.',
      ),
    ],
    { pure: true },
  ),
  {
    files: ['src/workflows/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/activities(/|$)',
              allowTypeImports: true,
              message: 'Workflows import activities as types only.',
            },
          ],
        },
      ],
    },
  },
  forbid(
    ['src/providers/**'],
    [
      { group: ['@temporalio/*'], message: 'Providers know HTTP, not Temporal.' },
      outward(
        [
          'workflows',
          'activities',
          'client',
          'cli',
          'intake',
          'local',
          'stack',
          'simulator',
          'config',
        ],
        'Providers import the domain only.',
      ),
    ],
  ),
  forbid(
    ['src/activities/**'],
    [
      outward(
        ['workflows', 'client', 'cli', 'intake', 'local', 'stack', 'simulator', 'config'],
        'Activities import providers and the domain.',
      ),
    ],
  ),
  forbid(
    ['src/client/**'],
    [
      outward(
        ['workflows', 'activities', 'providers', 'cli', 'intake', 'local', 'stack', 'simulator'],
        'The client imports the domain.',
      ),
    ],
  ),
  forbid(
    ['src/intake/**'],
    [
      outward(
        ['workflows', 'activities', 'providers', 'cli', 'local', 'stack', 'simulator', 'worker'],
        'The intake imports the client, the configuration and the domain.',
      ),
    ],
  ),
  forbid(
    ['src/cli/**'],
    [
      outward(
        ['workflows', 'activities', 'intake', 'local', 'stack', 'simulator', 'worker'],
        'The CLI imports the client, the configuration and the domain.',
      ),
    ],
  ),
  forbid(
    ['src/config.ts', 'src/config/**'],
    [
      {
        regex:
          '^\\.{1,2}/(\\.\\./)*(workflows|activities|providers|client|cli|intake|local|stack|simulator|worker)(/|$)',
        message: 'The configuration imports the domain only.',
      },
    ],
  ),
  forbid(
    ['src/simulator/**'],
    [
      outward(
        ['workflows', 'activities', 'providers', 'client', 'cli', 'intake', 'local', 'stack'],
        'A simulator that shared code with the engine would share its mistakes.',
      ),
    ],
  ),
);
