/** Test only: the calls that are asked and answered once: Append (with per-call credentials), Delete, Tombstone. */
import { type sendUnaryData, type ServerReadableStream, type ServerUnaryCall, status } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  AppendReq,
  AppendResp,
  DeleteReq,
  DeleteResp,
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { EXPECT } from './commit.js';
import { deletedFailure, deniedFailure, expectation, failure, proposed, streamName } from './messages.js';
import type { Node } from './node.js';
import type { Proposed } from './store.js';

/** Serves one Append: the slow path, which the client takes only when credentials are given per call. */
export const serveAppend =
  (node: Node) => (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>) => {
    const events: Proposed[] = [];
    let options: AppendReq.Options | undefined;
    node.unaryAppends += 1;
    call.on('data', (request: AppendReq) => {
      options = request.getOptions() ?? options;
      const message = request.getProposedMessage();
      if (message) events.push(proposed(message));
    });
    call.on('end', () => {
      if (!options) return answer(failure(status.INVALID_ARGUMENT, 'options come first'));
      const name = streamName(options.getStreamIdentifier());
      if (!node.access.may('$w', name, call.metadata)) return answer(deniedFailure());
      const given = options;
      const expected = expectation(given, () => given.getRevision());
      const outcome = node.store.append(name, expected, events);
      if (outcome.kind === 'deleted') return answer(deletedFailure(name));
      if (outcome.kind === 'wrong-expected-version') return answer(null, wrongVersion(expected, outcome.current));
      const position = new streams.AppendResp.Position();
      position.setCommitPosition(outcome.position.toString());
      position.setPreparePosition(outcome.position.toString());
      const success = new streams.AppendResp.Success().setCurrentRevision(outcome.revision.toString());
      answer(null, new streams.AppendResp().setSuccess(success.setPosition(position)));
    });
  };

const wrongVersion = (expected: bigint, current: bigint): AppendResp => {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0n) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(current.toString());
  if (expected === EXPECT.noStream) wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === EXPECT.streamExists) wrong.setExpectedStreamExists(new shared.Empty());
  else if (expected === EXPECT.any) wrong.setExpectedAny(new shared.Empty());
  else wrong.setExpectedRevision(expected.toString());
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
};

/** Serves Delete (soft: hides what is there, numbering goes on). */
export const serveDelete =
  (node: Node) => (call: ServerUnaryCall<DeleteReq, DeleteResp>, answer: sendUnaryData<DeleteResp>) => {
    const options = call.request.getOptions();
    const refusal = remove(node, options, call, (name) => node.store.softDelete(name));
    if (refusal) return answer(refusal);
    const position = new streams.DeleteResp.Position();
    const end = (node.store.log.at(-1)?.position ?? 0n).toString();
    answer(null, new streams.DeleteResp().setPosition(position.setCommitPosition(end).setPreparePosition(end)));
  };

/** Serves Tombstone (for good: the name can never be used again). */
export const serveTombstone =
  (node: Node) => (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer: sendUnaryData<TombstoneResp>) => {
    const options = call.request.getOptions();
    const refusal = remove(node, options, call, (name) => node.store.tombstone(name));
    if (refusal) return answer(refusal);
    const position = new streams.TombstoneResp.Position();
    const end = (node.store.log.at(-1)?.position ?? 0n).toString();
    answer(null, new streams.TombstoneResp().setPosition(position.setCommitPosition(end).setPreparePosition(end)));
  };

type RemoveCall = ServerUnaryCall<DeleteReq, DeleteResp> | ServerUnaryCall<TombstoneReq, TombstoneResp>;

const remove = (
  node: Node,
  options: DeleteReq.Options | TombstoneReq.Options | undefined,
  call: RemoveCall,
  doIt: (name: string) => void,
) => {
  if (!options) return failure(status.INVALID_ARGUMENT, 'options are missing');
  const name = streamName(options.getStreamIdentifier());
  if (!node.access.may('$d', name, call.metadata)) return deniedFailure();
  if (node.store.streams.get(name)?.tombstoned) return deletedFailure(name);
  const expected = expectation(options, () => options.getRevision());
  const current = node.store.last(name);
  if (expected >= 0n && expected !== current) {
    return failure(status.FAILED_PRECONDITION, 'wrong expected version', {
      exception: 'wrong-expected-version',
      'stream-name': name,
      'expected-version': String(expected),
      'actual-version': String(current),
    });
  }
  doIt(name);
  return null;
};
