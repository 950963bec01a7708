type Schema = Record<string, unknown>;

const FORMATS: Record<string, RegExp> = {
	uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
	date: /^\d{4}-\d{2}-\d{2}$/,
	'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
	uri: /^https?:\/\/[^\s]+$/
};

/**
 * What of a value is not as a schema of OpenAPI says (the part of JSON Schema that the portal writes). Members that are not described are
 * wrong too: the description is the promise.
 */
export function violations(value: unknown, schema: Schema, components: Record<string, Schema>, path = '$'): string[] {
	if (typeof schema.$ref === 'string') return violations(value, components[schema.$ref.split('/').at(-1)!]!, components, path);
	const types = [schema.type].flat().filter(Boolean) as string[];
	if (types.length > 0 && !types.some((type) => isOf(value, type))) return [`${path}: ${JSON.stringify(value)} is no ${types.join(' or ')}`];
	if (value === null) return [];
	const wrong: string[] = [];
	if (Array.isArray(schema.enum) && !schema.enum.includes(value)) wrong.push(`${path}: ${JSON.stringify(value)} is none of ${schema.enum.join(', ')}`);
	if (typeof value === 'string' && typeof schema.format === 'string' && !FORMATS[schema.format]?.test(value)) wrong.push(`${path}: ${value} is no ${schema.format}`);
	if (typeof value === 'number' && typeof schema.minimum === 'number' && value < schema.minimum) wrong.push(`${path}: ${value} is too small`);
	if (Array.isArray(value)) {
		if (typeof schema.minItems === 'number' && value.length < schema.minItems) wrong.push(`${path}: too few`);
		if (typeof schema.maxItems === 'number' && value.length > schema.maxItems) wrong.push(`${path}: too many`);
		if (schema.items) wrong.push(...value.flatMap((each, index) => violations(each, schema.items as Schema, components, `${path}[${index}]`)));
	} else if (typeof value === 'object') {
		const properties = (schema.properties ?? {}) as Record<string, Schema>;
		for (const name of (schema.required ?? []) as string[]) if (!(name in value)) wrong.push(`${path}.${name} is missing`);
		for (const [name, each] of Object.entries(value)) {
			if (properties[name]) wrong.push(...violations(each, properties[name], components, `${path}.${name}`));
			else if (schema.properties) wrong.push(`${path}.${name} is not described`);
		}
	}
	return wrong;
}

function isOf(value: unknown, type: string): boolean {
	if (type === 'null') return value === null;
	if (type === 'array') return Array.isArray(value);
	if (type === 'integer') return Number.isInteger(value);
	if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
	return typeof value === type;
}
