import { Codec } from '@alataw/contracts';
import { Endpoint } from '@alataw/http';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** The media type that the registry's own clients expect. */
const REGISTRY_JSON = 'application/vnd.schemaregistry.v1+json';

/** The registry's error codes. @see https://docs.confluent.io/platform/current/schema-registry/develop/api.html */
const SUBJECT_NOT_FOUND = [40401, 'Subject not found.'] as const;
const VERSION_NOT_FOUND = [40402, 'Version not found.'] as const;
const SCHEMA_NOT_FOUND = [40403, 'Schema not found'] as const;
const INVALID_VERSION = [42202, 'The specified version is not a valid version id.'] as const;

/** The read routes of the Confluent registry's API. Schemas are public: they describe the log, and hold nothing of it. */
@Controller()
export class RegistryController {
  constructor(private readonly codec: Codec) {}

  @Get('/schemas/ids/:id')
  @Endpoint({ access: 'public' })
  byId(@Param('id') id: string, @Res() reply: FastifyReply): void {
    const schema = /^\d{1,9}$/.test(id) ? this.codec.registry.schemaById(Number(id)) : null;
    if (schema === null) refuse(reply, 404, SCHEMA_NOT_FOUND);
    else answer(reply, { schema });
  }

  @Get('/subjects')
  @Endpoint({ access: 'public' })
  subjects(@Res() reply: FastifyReply): void {
    answer(reply, this.codec.registry.subjects());
  }

  @Get('/subjects/:subject/versions')
  @Endpoint({ access: 'public' })
  versions(@Param('subject') subject: string, @Res() reply: FastifyReply): void {
    const versions = this.codec.registry.versions(subject);
    if (versions === null) refuse(reply, 404, SUBJECT_NOT_FOUND);
    else answer(reply, versions);
  }

  @Get('/subjects/:subject/versions/:version')
  @Endpoint({ access: 'public' })
  version(@Param('subject') subject: string, @Param('version') version: string, @Res() reply: FastifyReply): void {
    const wanted = version === 'latest' || version === '-1' ? 'latest' : Number(version);
    if (wanted !== 'latest' && !(Number.isInteger(wanted) && wanted > 0)) return refuse(reply, 422, INVALID_VERSION);
    if (this.codec.registry.versions(subject) === null) return refuse(reply, 404, SUBJECT_NOT_FOUND);
    const found = this.codec.registry.version(subject, wanted);
    if (found === null) refuse(reply, 404, VERSION_NOT_FOUND);
    else answer(reply, found);
  }
}

/** Schemas are released for good, but a new version may come at any time: a client asks again after an hour. */
function answer(reply: FastifyReply, body: unknown): void {
  reply.headers({ 'content-type': REGISTRY_JSON, 'cache-control': 'public, max-age=3600' }).send(JSON.stringify(body));
}

/** In the registry's own form, which its clients read, and not RFC 9457. */
function refuse(reply: FastifyReply, status: number, [code, message]: readonly [number, string]): void {
  reply
    .status(status)
    .header('content-type', REGISTRY_JSON)
    .send(JSON.stringify({ error_code: code, message }));
}
