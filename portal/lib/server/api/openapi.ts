import { checkApi } from '../checks/check-openapi.ts';
import { dcatApi } from '../dcat/dcat-openapi.ts';
import { deadlinesApi } from '../deadlines/deadlines-openapi.ts';
import { exchangeApi } from '../exchange/exchange-openapi.ts';
import { landportalApi } from '../landportal/landportal-openapi.ts';
import { open311Api } from '../open311/open311-openapi.ts';
import { ERROR_SCHEMA, type ApiPart, type OpenApiDocument } from './openapi-types.ts';

/** Every interface for other systems; a new one writes its `ApiPart` beside its router and stands here. */
const PARTS: readonly ((limits: ApiLimits) => ApiPart)[] = [landportalApi, checkApi, deadlinesApi, exchangeApi, dcatApi, open311Api];

export interface ApiLimits {
	/** Bytes of one file. */
	checkBytes: number;
}

/** The description of all interfaces (OpenAPI 3.1). @param publicUrl without slash at the end */
export function openApiDocument(publicUrl: string, limits: ApiLimits): OpenApiDocument {
	const parts = PARTS.map((part) => part(limits));
	return {
		openapi: '3.1.0',
		info: {
			title: 'Bauleitportal',
			version: '1',
			summary: 'Schnittstellen für andere Systeme',
			description: 'Alle Antworten im Fehlerfall haben die Form `{code, message}`: ein fester Code und ein deutscher Satz.',
			license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' }
		},
		servers: [{ url: publicUrl }],
		tags: parts.map(({ tag }) => tag),
		paths: Object.assign({}, ...parts.map(({ paths }) => paths)) as OpenApiDocument['paths'],
		components: { schemas: Object.assign({ Error: ERROR_SCHEMA }, ...parts.map(({ schemas }) => schemas)) as OpenApiDocument['components']['schemas'] }
	};
}
