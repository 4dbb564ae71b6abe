// `npm run fuzz`: tries each target with inputs as if by chance, and says how to have again the one that fails.
import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { checkout } from '../test/window/checkout.ts';
import { checked } from './checked.ts';
import { failureReport } from './failureReport.ts';
import { fuzz } from './fuzz.ts';
import { inputOf } from './inputOf.ts';
import type { Target } from './target.ts';

const folder = join(import.meta.dirname, 'targets');
const names = readdirSync(folder).map((file) => basename(file, '.ts'));

const usage = `npm run fuzz [-- OPTIONS]

Tries readers of what anybody may have made: ${names.join(', ')}.

  --target NAME   only that one
  --seed NUMBER   the same inputs as with that seed before; another one each time where it is left out
  --rounds COUNT  so many inputs for each target
  --short         a tenth of the rounds, with the seed 1, as in npm test
  --input FILE    just this input, for the target`;

/** A whole run's share that a short one has, and its seed. */
const short = { share: 0.1, seed: 1 } as const;

const { values } = parseArgs({
  options: {
    target: { type: 'string' },
    seed: { type: 'string' },
    rounds: { type: 'string' },
    short: { type: 'boolean', default: false },
    input: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(usage);
else if (values.input) await checkOne(values.target ?? '', values.input);
else for (const name of values.target ? [values.target] : names) await fuzzOne(name);

/** Prints what came of a target. */
async function fuzzOne(name: string): Promise<void> {
  const target = await targetOf(name);
  const seed = numberOf('seed') ?? (values.short ? short.seed : randomInt(1_000_000));
  const share = values.short ? short.share : 1;
  const rounds = numberOf('rounds') ?? Math.ceil(target.rounds * share);
  const startedAt = performance.now();
  const failure = await fuzz(moduleOf(name), { seed, rounds });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${name}: seed ${seed}, ${rounds} rounds, ${seconds} s${failure ? '' : ', nothing wrong'}`);
  if (failure === undefined) return;
  process.exitCode = 1;
  const file = join('out/fuzz', `${name}-${seed}-${failure.round}`);
  mkdirSync(join(checkout, 'out/fuzz'), { recursive: true });
  writeFileSync(join(checkout, file), await inputOf(target, seed, failure.round));
  console.log(failureReport(name, seed, failure, file));
}

/** The number that an option was given. */
function numberOf(option: 'seed' | 'rounds'): number | undefined {
  const text = values[option];
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`--${option} takes a whole number, not ${text}.`);
  return Number(text);
}

async function checkOne(name: string, file: string): Promise<void> {
  const target = await targetOf(name);
  await checked(target, readFileSync(file)).finally(() => target.close?.());
  console.log(`${name}: nothing wrong with ${file}`);
}

async function targetOf(name: string): Promise<Target> {
  if (!names.includes(name)) throw new Error(`The targets are ${names.join(', ')}.`);
  return (await import(moduleOf(name))).target;
}

function moduleOf(name: string): string {
  return pathToFileURL(join(folder, `${name}.ts`)).href;
}
