import { DeclareParcel } from '@alataw/contracts';
import { Endpoint, preferredWaitSeconds, principalOf, Problem } from '@alataw/http';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MAX_WAIT_SECONDS } from '../api/limits';
import { Validators } from '../api/validators';
import { CommandDesk } from '../commands/command-desk';
import { declarationAnswer } from '../commands/declaration-answers';
import { declareParcel } from './declare';

@Controller('/v1/declarations')
export class DeclarationsController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly validators: Validators,
  ) {}

  @Post()
  @Endpoint({ access: ['platform'], idempotency: 'proceed' })
  async declare(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    const principal = principalOf(request);
    const command = declareParcel(this.validators.read('Declaration', body), tenantOf(principal));
    const wait = preferredWaitSeconds(request.headers.prefer, MAX_WAIT_SECONDS);
    const receipt = await this.desk.issue('declare', DeclareParcel, command, principal, wait * 1000);
    const answer = declarationAnswer(receipt, command.parcelId);
    if (wait > 0) reply.header('preference-applied', `wait=${wait}`);
    reply.status(answer.statusCode).header('location', `/v1/parcels/${command.parcelId}`);
    return answer.body;
  }
}

/** The platform that a key speaks for. */
export function tenantOf(principal: { readonly tenant?: string }): string {
  if (principal.tenant !== undefined) return principal.tenant;
  throw new Problem(403, 'KEY_WITHOUT_PLATFORM', 'Use a key that was made for a platform (`--tenant`).');
}
