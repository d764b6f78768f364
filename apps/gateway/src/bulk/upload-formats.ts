import { Ceb603Source, csvColumns, CsvSource, NdjsonSource, SourceError, type RecordSource } from '@alataw/formats';
import { Problem, unsupported, type JsonSchema } from '@alataw/http';
import type { FastifyRequest } from 'fastify';
import { PARTY_CODE } from '../api/body-rules';
import { readQuery } from '../api/query';

/** The media type of newline-delimited JSON. */
export const NDJSON = 'application/x-ndjson';
export const CSV = 'text/csv';
export const XML = 'application/xml';
/** What an upload may be. */
export const UPLOAD_TYPES: readonly string[] = [NDJSON, CSV, XML, 'text/xml'];

/** How a file is written. */
export interface UploadFormat {
  /** Without parameters. */
  readonly mediaType: string;
  /** As the sender names it. */
  readonly charset: string | undefined;
  /** Of all its parcels, where the format has no field for it. */
  readonly carrier: string | undefined;
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)"?/i;
const CARRIER = new RegExp(PARTY_CODE);

export function isXml(mediaType: string): boolean {
  return mediaType === XML || mediaType === 'text/xml';
}

/** @throws {Problem} 415 for another media type, 400 for a parameter that does not go with it */
export function readFormat(request: FastifyRequest, query: unknown): UploadFormat {
  const header = request.headers['content-type'] ?? '';
  const mediaType = header.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!UPLOAD_TYPES.includes(mediaType)) throw unsupported(request);
  const { carrier } = readQuery(query, ['carrier']);
  if (carrier !== undefined && !isXml(mediaType)) {
    throw new Problem(
      400,
      'CARRIER_NOT_HERE',
      'State the carrier of each declaration: `carrier` is for customs’ lists, which have no field for it.',
    );
  }
  if (carrier !== undefined && !CARRIER.test(carrier)) {
    throw new Problem(400, 'CARRIER_INVALID', 'Send a carrier of 2 to 20 characters A-Z, 0-9 and hyphen.');
  }
  return { mediaType, charset: CHARSET.exec(header)?.[1], carrier };
}

/** Makes what reads an upload. */
export class UploadSources {
  private readonly columns;

  /** @param declaration its JSON Schema, which the columns of CSV come from */
  constructor(
    declaration: JsonSchema,
    private readonly maxLineBytes: number,
  ) {
    this.columns = csvColumns(declaration);
  }

  /** @throws {Problem} 415 for a charset that is not read */
  of({ mediaType, charset, carrier }: UploadFormat): RecordSource {
    try {
      if (isXml(mediaType)) return new Ceb603Source({ carrier, charset });
      // JSON is UTF-8 (RFC 8259): a charset says nothing there.
      return mediaType === CSV
        ? new CsvSource(this.columns, this.maxLineBytes, charset)
        : new NdjsonSource(this.maxLineBytes);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      throw new Problem(415, error.code, error.detail);
    }
  }
}
