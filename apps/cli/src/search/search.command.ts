import { CommandError, type Command } from '../command';
import { connectGateway, GATEWAY_OPTIONS } from '../edge/gateway-options';
import { refusalOf } from '../edge/gateway-client';

/** Asks the gateway what a number leads to: what is shown is what the key's holder may see. */
export const search: Command = {
  name: 'search',
  summary: 'finds parcels, load units and papers by a number on them',
  usage: [
    'NUMBER               of a waybill, order, bag, container, plate, seal …, or an id; blanks and dashes do not matter',
    '--url URL            the gateway, e.g. http://127.0.0.1:8080',
    '--key-file FILE      holds an API key; or ALATAW_KEY',
    '--json               one JSON object per hit',
    'Ends with 1 when nothing was found.',
  ],
  options: GATEWAY_OPTIONS,
  async run(options, words, terminal) {
    // A plate may be typed with its blanks.
    const number = words.join(' ');
    if (number === '') throw new CommandError('Say what: alataw search NUMBER.');
    const reply = await connectGateway(options, terminal).get(`/v1/search?q=${encodeURIComponent(number)}`);
    if (reply.status !== 200) throw refusalOf(reply);
    const hits = (Array.isArray(reply.json?.['hits']) ? reply.json['hits'] : []) as Hit[];
    if (hits.length === 0) throw new CommandError(`Nothing is known by ${number}.`);
    const width = Math.max(...hits.map(({ id }) => id.length));
    for (const hit of hits) {
      terminal.print(
        options['json'] === true
          ? JSON.stringify(hit)
          : `${hit.kind.padEnd(17)}  ${hit.id.padEnd(width)}  ${hit.text.en}`,
      );
    }
    if (reply.json?.['more'] === true) terminal.tell('There is more: say more of the number.');
  },
};

/** As the gateway answers it. */
interface Hit {
  readonly kind: string;
  readonly id: string;
  readonly text: { readonly en: string };
}
