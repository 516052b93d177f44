/** Test only: BatchAppend, one stream of requests and answers for all appends of a client. */
import { type ServerDuplexStream, status } from '@grpc/grpc-js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { EXPECT } from './commit.js';
import type { AppendFault } from './faults.js';
import { Torn } from './journal.js';
import { expectation, failure, proposed, streamName } from './messages.js';
import type { Node } from './node.js';
import type { Outcome, Proposed } from './store.js';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
type Pending = { options: BatchAppendReq.Options; events: Proposed[]; request: BatchAppendReq };

/** Serves one batch stream: gathers the pieces of each append, then settles it or lets its fault happen. */
export const serveBatchAppend = (node: Node) => (call: Call) => {
  const pending = new Map<string, Pending>();
  node.openBatches.add(call);
  const closed = (): void => void node.openBatches.delete(call);
  call.on('close', closed).on('cancelled', closed).on('error', closed);
  call.on('end', () => call.end());
  call.on('data', (request: BatchAppendReq) => {
    const id = request.getCorrelationId()?.getString() ?? '';
    const options = request.getOptions();
    if (options) pending.set(id, { options, events: [], request });
    const append = pending.get(id);
    if (!append) return;
    append.events.push(...request.getProposedMessagesList().map(proposed));
    if (!request.getIsFinal()) return;
    pending.delete(id);
    void settle(node, call, append, node.faults.append.take());
  });
};

const settle = async (node: Node, call: Call, append: Pending, fault: AppendFault): Promise<void> => {
  node.appendsSeen += 1;
  if (fault.do === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  if (fault.do === 'hang') return;
  if (node.dying) return;
  if (fault.do === 'die') return node.die();
  if (fault.do === 'abort') return abort(call, fault.code);
  if (fault.do === 'end-ok') return void call.end();
  if (fault.do === 'busy') return void call.write(unrecognised(append, 'Server Is Busy'));
  if (fault.do === 'not-ready') return void call.write(unrecognised(append, 'Server Is Not Ready'));
  if (fault.do === 'not-leader') return void call.write(unrecognised(append, 'Leader Info'));
  const name = streamName(append.options.getStreamIdentifier());
  if (fault.do === 'denied' || !node.access.may('$w', name, call.metadata)) return void call.write(denied(append));
  if (append.events.reduce((sum, event) => sum + size(event), 0) > node.maxAppendSize) {
    return void call.write(tooLarge(append, node.maxAppendSize));
  }
  const outcome = write(node, name, append, fault);
  if (outcome && !call.destroyed && !call.cancelled) answer(call, append, outcome, fault);
};

const size = (event: Proposed): number => event.data.length + event.metadata.length + event.type.length;

const write = (node: Node, name: string, append: Pending, fault: AppendFault): Outcome | null => {
  const expected = expectation(append.options, () => append.options.getStreamPosition());
  try {
    if (fault.do === 'die-torn') node.journal?.tearNext();
    const outcome = node.store.append(name, expected, append.events);
    if (fault.do !== 'die-after') return outcome;
  } catch (error) {
    if (!(error instanceof Torn)) throw error;
  }
  node.die();
  return null;
};

const answer = (call: Call, append: Pending, outcome: Outcome, fault: AppendFault): void => {
  if (fault.do === 'drop-reply-after') return;
  if (fault.do === 'end-ok-after') return void call.end();
  if (fault.do === 'abort-after') return abort(call, fault.code);
  if (fault.do === 'timeout-after') {
    return void call.write(refused(append, new shared.Timeout(), 'Timeout', status.DEADLINE_EXCEEDED));
  }
  call.write(settled(append, outcome));
};

const abort = (call: Call, code: number): void => void call.emit('error', failure(code, 'aborted by the test'));

const response = (append: Pending): BatchAppendResp =>
  new streams.BatchAppendResp()
    .setCorrelationId(append.request.getCorrelationId())
    .setStreamIdentifier(append.options.getStreamIdentifier());

const settled = (append: Pending, outcome: Outcome): BatchAppendResp => {
  if (outcome.kind === 'deleted') {
    const detail = new shared.StreamDeleted().setStreamIdentifier(append.options.getStreamIdentifier());
    return refused(append, detail, 'StreamDeleted', status.FAILED_PRECONDITION);
  }
  if (outcome.kind === 'wrong-expected-version') return wrongVersion(append, outcome.current);
  const position = new shared.AllStreamPosition();
  position.setCommitPosition(outcome.position.toString());
  position.setPreparePosition(outcome.position.toString());
  const success = new streams.BatchAppendResp.Success().setCurrentRevision(outcome.revision.toString());
  return response(append).setSuccess(success.setPosition(position));
};

const wrongVersion = (append: Pending, current: bigint): BatchAppendResp => {
  const detail = new shared.WrongExpectedVersion();
  if (current < 0n) detail.setCurrentNoStream(new emptyPb.Empty());
  else detail.setCurrentStreamRevision(current.toString());
  const expected = expectation(append.options, () => append.options.getStreamPosition());
  if (expected === EXPECT.noStream) detail.setExpectedNoStream(new emptyPb.Empty());
  else if (expected === EXPECT.any) detail.setExpectedAny(new emptyPb.Empty());
  else if (expected === EXPECT.streamExists) detail.setExpectedStreamExists(new emptyPb.Empty());
  else detail.setExpectedStreamPosition(expected.toString());
  return refused(append, detail, 'WrongExpectedVersion', status.FAILED_PRECONDITION);
};

const tooLarge = (append: Pending, limit: number): BatchAppendResp => {
  const detail = new shared.MaximumAppendSizeExceeded().setMaxappendsize(limit);
  return refused(append, detail, 'MaximumAppendSizeExceeded', status.INVALID_ARGUMENT);
};

const denied = (append: Pending): BatchAppendResp =>
  refused(append, new shared.AccessDenied(), 'AccessDenied', status.PERMISSION_DENIED);

/** What a busy, starting or following node answers: a status whose details the client does not know. */
const unrecognised = (append: Pending, message: string): BatchAppendResp => {
  const detail = new anyPb.Any();
  detail.pack(new emptyPb.Empty().serializeBinary(), 'google.protobuf.Empty', 'type.googleapis.com');
  return response(append).setError(
    new statusPb.Status().setCode(Number(status.UNAVAILABLE)).setMessage(message).setDetails(detail),
  );
};

const refused = (
  append: Pending,
  detail: { serializeBinary(): Uint8Array },
  name: string,
  code: status,
): BatchAppendResp => {
  const any = new anyPb.Any();
  any.pack(detail.serializeBinary(), `event_store.client.${name}`, 'type.googleapis.com');
  return response(append).setError(new statusPb.Status().setCode(Number(code)).setMessage(name).setDetails(any));
};
