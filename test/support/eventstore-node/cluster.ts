/** Test only: what a node says of itself and its cluster: ServerFeatures and Gossip. */
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type { ClusterInfo, MemberInfo } from '@eventstore/db-client/generated/gossip_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import { failure } from './messages.js';
import type { Node } from './node.js';

const STREAM_METHODS = ['read', 'append', 'batchappend', 'delete', 'tombstone'];
const STREAMS = 'event_store.client.streams.streams';

/** Answers which calls this node knows, in the lower case that servers use; to anyone, for the client asks unnamed. */
export const serveFeatures =
  (node: Node) => (_call: ServerUnaryCall<Empty, SupportedMethods>, answer: sendUnaryData<SupportedMethods>) => {
    const fault = node.faults.features.take();
    if (fault.do === 'hang') return;
    if (fault.do === 'abort') return answer(failure(fault.code, 'aborted by the test'));
    const methods = STREAM_METHODS.map((name) => {
      const method = new features.SupportedMethod().setServiceName(STREAMS).setMethodName(name);
      return method.setFeaturesList(name === 'batchappend' ? ['deadline_duration'] : []);
    });
    answer(null, new features.SupportedMethods().setMethodsList(methods).setEventStoreServerVersion('23.10.8'));
  };

/** One member as gossip shows it. */
export type Member = { readonly port: number; readonly state: 'leader' | 'follower'; readonly alive: boolean };

/** Answers who is in the cluster: the members it was given, or itself as a leader alone. */
export const serveGossip =
  (node: Node) => (_call: ServerUnaryCall<Empty, ClusterInfo>, answer: sendUnaryData<ClusterInfo>) => {
    const members = node.members().map(member);
    answer(null, new gossip.ClusterInfo().setMembersList(members));
  };

const member = ({ port, state, alive }: Member): MemberInfo => {
  const { VNodeState } = gossip.MemberInfo;
  const info = new gossip.MemberInfo();
  info.setInstanceId(new shared.UUID().setString(crypto.randomUUID()));
  info.setTimeStamp(String(BigInt(Date.now()) * 10_000n));
  info.setState(state === 'leader' ? VNodeState.LEADER : VNodeState.FOLLOWER);
  info.setIsAlive(alive);
  return info.setHttpEndPoint(new gossip.EndPoint().setAddress('127.0.0.1').setPort(port));
};
