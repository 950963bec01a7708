import type { GeometryKind, StyledAttribute, StyledObject } from '../../../styles/types.ts';

/** Short form: `{ GRZ: '0.4', typ: ['1000', '2000'] }`; an object becomes a data type with children. */
export type Values = { [name: string]: string | string[] | Values | Values[] };

export function object(name: string, values: Values = {}, more: { version?: string; geometry?: GeometryKind } = {}): StyledObject {
	return { class: name, version: more.version ?? '5.4', geometry: more.geometry ?? 'area', attributes: attributes(values) };
}

function attributes(values: Values): StyledAttribute[] {
	return Object.entries(values).flatMap(([name, value]) => {
		const list = Array.isArray(value) ? value : [value];
		return list.map((item): StyledAttribute =>
			typeof item === 'string' ? leaf(name, item) : { name, type: 'XP_Type', attributes: attributes(item) }
		);
	});
}

/** `1200=Allgemeines Wohngebiet` is a code with its label. */
function leaf(name: string, text: string): StyledAttribute {
	const [value = '', label] = text.split('=');
	return label === undefined ? { name, value } : { name, value, label };
}
