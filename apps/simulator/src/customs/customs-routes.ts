import { group, messageHead, messageTail, returnTimeText, SourceError, type MessageNo } from '@alataw/formats';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Customs, Outgoing } from './customs';

const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
const RECEIPT_NO: Readonly<Record<Outgoing['document'], MessageNo>> = {
  LIST: 604,
  ARRIVAL: 508,
  DEPARTURE: 510,
  CANCELLATION: 606,
};

/**
 * Customs' side of the port: `POST /customs/messages`, `GET /customs/status`; and for whoever tries the centre, `POST /customs/away` with `true` or
 * `false`.
 * @returns whether the address is one of them
 */
export async function answerCustoms(
  customs: Customs,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://customs');
  const end = (status: number, body = '', type = 'application/json'): boolean => {
    response.writeHead(status, { 'content-type': type }).end(body);
    return true;
  };
  if (pathname === '/customs/away' && request.method === 'POST') {
    customs.isAway = (await bodyOf(request)).toString().trim() !== 'false';
    return end(200, JSON.stringify({ away: customs.isAway }));
  }
  if (pathname !== '/customs/messages' && pathname !== '/customs/status') return false;
  if (customs.isAway) {
    request.socket.destroy();
    return true;
  }
  if (pathname === '/customs/status') {
    const of = (name: string): string => searchParams.get(name) ?? '';
    const told = customs.tell(of('document'), of('guid'), of('copNo'));
    if (told === null) return end(404);
    return told === undefined ? end(204) : end(200, receiptOf(told), 'application/xml');
  }
  try {
    customs.take(await bodyOf(request));
    return end(202);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return end(400, JSON.stringify({ code: error.code, detail: error.detail }));
  }
}

function receiptOf({ document, guid, copNo, returnStatus, returnTime, preNo, invtNo }: Outgoing): string {
  const no = RECEIPT_NO[document];
  const fields = { guid, copNo, preNo, invtNo, returnStatus, returnTime: returnTimeText(returnTime) };
  return messageHead(no, guid) + group('Return', fields, 2) + messageTail(no);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_MESSAGE_BYTES) throw new SourceError('XML_LIMIT', 'The message is too large.', []);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
