import { StageMachine, type LaneDecision, type LaneRound } from '@alataw/lane';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';

/** The pattern under which the transport hands over a round. */
export const ROUND = 'round';

/** The handler of every stage: once per round, never once per record. What is decided stands in the stage's definition. */
@Controller()
export class StageController {
  constructor(@Inject(StageMachine) private readonly machine: StageMachine) {}

  @MessagePattern(ROUND)
  decide(@Payload() round: readonly LaneRound[]): readonly LaneDecision[] {
    return round.map((lane) => this.machine.decide(lane));
  }
}
