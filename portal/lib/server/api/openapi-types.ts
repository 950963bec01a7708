/** The part of OpenAPI 3.1 that the portal writes. */

export type Schema = Record<string, unknown>;

export interface Parameter {
	name: string;
	in: 'query' | 'header' | 'path';
	description: string;
	required?: boolean;
	explode?: boolean;
	schema: Schema;
	example?: unknown;
}

export interface MediaTypes {
	[type: string]: { schema?: Schema; example?: unknown };
}

export interface Operation {
	operationId: string;
	tags: string[];
	summary: string;
	description: string;
	parameters?: Parameter[];
	requestBody?: { required: boolean; description: string; content: MediaTypes };
	responses: Record<string, { description: string; content?: MediaTypes }>;
}

export type Method = 'get' | 'post' | 'put' | 'delete' | 'patch';
export type PathItem = Partial<Record<Method, Operation>>;

/** What one interface adds to the description. */
export interface ApiPart {
	tag: { name: string; description: string };
	paths: Record<string, PathItem>;
	schemas: Record<string, Schema>;
}

export interface OpenApiDocument {
	openapi: string;
	info: Record<string, unknown> & { title: string; version: string };
	servers: { url: string }[];
	tags: ApiPart['tag'][];
	paths: Record<string, PathItem>;
	components: { schemas: Record<string, Schema> };
}

export const ERROR_SCHEMA: Schema = {
	type: 'object',
	required: ['code', 'message'],
	properties: {
		code: { type: 'string', description: 'Fester Code, zum Vergleichen' },
		message: { type: 'string', description: 'Ein deutscher Satz: was ist falsch, was ist zu tun' }
	}
};

/** An answer in the form of every refusal. */
export const refusal = (description: string): { description: string; content: MediaTypes } => ({
	description,
	content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
});
