/** The description of the API, with the policy's own words at every operation they govern. */
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type Clause, clauseText } from '../domain/policy/clauses.js';
import { CLAUSES } from './docs.js';
import { BrokenClauseBody, ProblemBody, RefusalBody } from './problem.body.js';

const about =
  'An event-sourced compliance and audit ledger for police licence-plate readers. Every act is allowed or refused by ' +
  'a clause of Policy 430 of the Palm Springs Police Department, and both are recorded. Every failure is a problem ' +
  'document (RFC 9457); a refusal names each clause that stood against it. Plates never travel in a URL.';

const settings = new DocumentBuilder()
  .setTitle('alpr-ledger')
  .setDescription(about)
  .setVersion('1')
  .addBearerAuth(
    { type: 'http', scheme: 'bearer', description: 'Token of a member’s session, from POST /sessions.' },
    'member',
  )
  .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Token of a camera, from POST /equipment.' }, 'camera')
  .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Token of a person of another agency.' }, 'agency')
  .addApiKey({ type: 'apiKey', in: 'header', name: 'X-Camera-Token', description: 'The same token.' }, 'camera-header')
  .addBasicAuth({ type: 'http', scheme: 'basic', description: 'The same token as password.' }, 'camera-basic')
  .build();

type Operation = { description?: string; [CLAUSES]?: readonly Clause[] };

const inWords = (clauses: readonly Clause[]): string =>
  clauses.map((clause) => `**${clause}** “${clauseText(clause)}”`).join('\n\n');

/** Puts the clauses an operation serves into its description. */
const cite = ({ paths }: OpenAPIObject): void => {
  for (const path of Object.values(paths))
    for (const operation of Object.values(path) as Operation[]) {
      const clauses = operation[CLAUSES];
      if (clauses) operation.description = [operation.description, inWords(clauses)].filter(Boolean).join('\n\n');
    }
};

export const describe = (app: INestApplication): OpenAPIObject => {
  const document = SwaggerModule.createDocument(app, settings, {
    extraModels: [ProblemBody, RefusalBody, BrokenClauseBody],
  });
  cite(document);
  return document;
};
