/** The answer to a Produce v7 of one partition, as a broker frames it. */
export function produceAnswer(
  to: { readonly topic: string; readonly partition: number },
  errorCode: number,
  baseOffset: number,
): Buffer {
  const topic = Buffer.from(to.topic);
  const answer = Buffer.alloc(4 + 2 + topic.length + 4 + 4 + 2 + 8 + 8 + 8 + 4);
  answer.writeInt32BE(1, 0);
  answer.writeInt16BE(topic.length, 4);
  topic.copy(answer, 6);
  let at = answer.writeInt32BE(1, 6 + topic.length);
  at = answer.writeInt32BE(to.partition, at);
  at = answer.writeInt16BE(errorCode, at);
  answer.writeBigInt64BE(BigInt(baseOffset), at);
  return answer;
}
