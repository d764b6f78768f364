import { readFileSync } from 'node:fs';
import { CommandError, required, text, type OptionValues, type Terminal } from '../command';
import { GatewayClient } from './gateway-client';

/** Options of every command that asks the gateway. */
export const GATEWAY_OPTIONS = { url: { type: 'string' }, 'key-file': { type: 'string' } } as const;

/** A client of the gateway that the options name, which says why it asks again. */
export function connectGateway(options: OptionValues, terminal: Terminal): GatewayClient {
  return new GatewayClient(gatewayUrl(options), readKey(options, terminal), (why, ms) => {
    terminal.progress?.write(
      `${terminal.progress.interactive ? '\r' : ''}${why}: again in ${(ms / 1000).toFixed(1)} s\n`,
    );
  });
}

/** @throws {CommandError} when it is not said */
export function gatewayUrl(options: OptionValues): URL {
  const url = required(options, 'url');
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return new URL(url);
  throw new CommandError('Say --url as http://host:port or https://host.');
}

/** Not as an option: those can be seen by others on the machine. */
function readKey(options: OptionValues, { environment }: Terminal): string {
  const file = text(options, 'key-file');
  if (file === undefined) {
    const key = environment['ALATAW_KEY'];
    if (key === undefined || key === '') throw new CommandError('Say --key-file, or ALATAW_KEY in the environment.');
    return key;
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new CommandError(`${file} cannot be read: does it exist?`, { cause: error });
  }
}
