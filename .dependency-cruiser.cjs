/**
 * The boundaries of the house (DESIGN.md section 3). `npm run boundaries` fails on any breach;
 * test/architecture shows each rule failing on a small example.
 */

const rooms = [
  'api',
  'forecasting',
  'importing',
  'ledger',
  'loopback',
  'page',
  'pricing',
  'reports',
  'selfhosting',
  'simulator',
  'templates',
  'tokens',
  'tracking',
  'warehouse',
  'workers',
];
const pureRooms = '^electron/(pricing|simulator|selfhosting|replay|forecasting|tracking|warehouse)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'No module depends on itself, however far round.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shared-imports-only-zod',
      comment: 'shared/ runs anywhere: it imports itself and zod.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'renderer-sees-shared-and-ui-packages',
      comment:
        'The renderer imports shared/, UI packages and, through engine.ts and hosting-engine.ts alone, pure rooms.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/(hosting-)?engine\\.ts$' },
      to: { path: '^(electron|test|tools)/' },
    },
    {
      name: 'renderer-engine-is-the-pure-simulator',
      comment: 'A slider must repaint in one frame, so the pure engine also runs in the window; nothing else does.',
      severity: 'error',
      from: { path: '^renderer/engine\\.ts$' },
      to: { path: '^(electron|test|tools)/', pathNot: '^electron/simulator/index\\.ts$' },
    },
    {
      name: 'renderer-hosting-engine-is-pure-self-hosting',
      comment: 'What only the screen Self-host asks of the pure engine comes with that screen.',
      severity: 'error',
      from: { path: '^renderer/hosting-engine\\.ts$' },
      to: { path: '^(electron|test|tools)/', pathNot: '^electron/selfhosting/index\\.ts$' },
    },
    {
      name: 'renderer-knows-no-node',
      comment: 'The renderer is a sandboxed page.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-knows-no-host-packages',
      comment: 'Electron, the database and the price data belong to the services.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: {
        path: '(^|node_modules/)(electron|better-sqlite3|@pydantic/genai-prices|commander|csv-parse)(/|$)',
        pathNot: '^electron/',
      },
    },
    {
      name: 'pure-rooms-do-no-io',
      comment: 'Pure rooms import shared/, themselves, other pure rooms and the price data; no Node module.',
      severity: 'error',
      from: { path: pureRooms },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-know-only-pure-rooms',
      comment: 'No clock, disk or database behind an import either.',
      severity: 'error',
      from: { path: pureRooms },
      to: {
        pathNot: ['^shared/', pureRooms, '(^|/)node_modules/(zod|@pydantic/genai-prices)/'],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'simulator-carries-no-price-data',
      comment: 'The simulator runs in the window; the bundled price book is 800 kB and stays with the services.',
      severity: 'error',
      from: { path: '^electron/simulator/' },
      to: { path: '^electron/pricing/books/' },
    },
    {
      name: 'electron-only-in-the-shell',
      comment: 'Everything else runs and is tested without Electron.',
      severity: 'error',
      from: { pathNot: '^(electron/(main|preload)\\.ts$|electron/shell/|test/e2e/)' },
      to: { path: '(^|node_modules/)electron(/|$)', pathNot: '^electron/' },
    },
    {
      name: 'container-knows-no-shell',
      comment: 'The shell is a host like the command line: nothing but main.ts imports it.',
      severity: 'error',
      from: { pathNot: '^(electron/(main\\.ts$|shell/)|test/unit/shell/)' },
      to: { path: '^electron/shell/' },
    },
    {
      name: 'database-only-in-the-ledger',
      comment: 'One room owns the SQLite file. Benchmarks may measure against the library itself.',
      severity: 'error',
      from: { pathNot: '^(electron/ledger/|test/perf/)' },
      to: { path: '(^|node_modules/)(better-sqlite3|@types/better-sqlite3)(/|$)' },
    },
    ...rooms.map((room) => ({
      name: `${room}-is-entered-by-its-index`,
      comment: `electron/${room} shows the rest of the house what its index.ts exports.`,
      severity: 'error',
      from: { pathNot: `^(electron/${room}/|test/)` },
      to: {
        path: `^electron/${room}/`,
        pathNot: [`^electron/${room}/index\\.ts$`, '^electron/(pricing/books|importing/columns)/index\\.ts$'],
      },
    })),
    {
      name: 'features-do-not-know-each-other',
      comment: 'A screen is one folder; what two screens share lives in ui/, charts/ or store/.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/([^/]+)/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'product-knows-no-tests',
      comment: 'Test code stays in test/.',
      severity: 'error',
      from: { path: '^(electron|renderer|shared|tools)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-unresolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|test/architecture/violations)/' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.css'],
    },
  },
};
