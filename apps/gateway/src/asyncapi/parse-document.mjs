// Parses an AsyncAPI document that comes on stdin, Avro payloads included, and prints what is wrong with it as JSON. A process of its own: the
// parser is large, and keeps what it has loaded.
import { AvroSchemaParser } from '@asyncapi/avro-schema-parser';
import { Parser } from '@asyncapi/parser';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const parser = new Parser();
parser.registerSchemaParser(AvroSchemaParser());
const { diagnostics } = await parser.parse(Buffer.concat(chunks).toString('utf8'));
process.stdout.write(
  JSON.stringify(diagnostics.map(({ code, message, path }) => `${code}: ${message} /${path.join('/')}`)),
);
