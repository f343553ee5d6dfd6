import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { MethodOutput } from '#shared/contract.ts';
import { count } from '#shared/count.ts';
import { maxTextLength } from '#shared/domain/text-tokens.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';

interface TokensOptions extends CommonOptions {
  readonly model: string;
}

/** A file's text with its tokens. */
interface CountedFile extends MethodOutput<'tokens.count'> {
  readonly file: string;
  readonly characters: number;
}

/** `burnrate tokens FILE`: how many tokens a text takes on a model. */
export function registerTokens(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('tokens'))
    .description('count the tokens of a text: exact for OpenAI models, an estimate with its band for others')
    .argument('<file>', 'a text file (UTF-8): a prompt, a list of tools')
    .option('--model <model>', 'the model that reads the text', 'openai/gpt-4o')
    .action(async (file: string, options: TokensOptions) => {
      finish(host, options, await countFile(host, file, options), {
        json: ({ count: { encoding, tokens }, onModel, ...counted }) => ({
          file: counted.file,
          characters: counted.characters,
          ...onModel,
          encoding,
          encodingTokens: tokens,
        }),
        text: countedText,
      });
    });
}

async function countFile(host: CommandHost, file: string, options: TokensOptions): Promise<Result<CountedFile>> {
  const text = await readText(resolve(host.workingFolder, file), file);
  if (!text.ok) return text;
  const counted = await host.open(options).router.call('tokens.count', { text: text.value, model: options.model });
  return counted.ok ? success({ file, characters: text.value.length, ...counted.value }) : counted;
}

async function readText(path: string, name: string): Promise<Result<string>> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > 4 * maxTextLength) return tooLong(name);
    bytes = await readFile(path);
  } catch {
    return failure('file-not-found', 'The text file cannot be read.', {
      at: { file: name },
      nextStep: 'Check the path.',
    });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.length > maxTextLength ? tooLong(name) : success(text);
  } catch {
    return failure('not-a-text', 'The file is not UTF-8 text, so its tokens cannot be counted.', {
      at: { file: name },
    });
  }
}

function tooLong(name: string): Result<never> {
  return failure('text-too-long', `At most ${count(maxTextLength)} characters are counted at once.`, {
    at: { file: name },
    nextStep: 'Cut the file in two.',
  });
}

function countedText({ file, characters, onModel }: CountedFile): string {
  const { model, tokens, exactness, low, high, basis } = onModel;
  const band = exactness === 'exact' ? 'exact' : `an estimate: ${count(Math.round(low))} to ${count(Math.round(high))}`;
  return [
    `${file}: ${count(characters)} characters, ${count(Math.round(tokens))} tokens on ${model} (${band})`,
    `  ${basis}`,
    '  The text itself: what a provider wraps around messages and tools comes on top.',
  ].join('\n');
}
