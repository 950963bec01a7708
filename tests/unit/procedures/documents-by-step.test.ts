import { describe, expect, test } from 'vitest';
import { documentsByStep } from '../../../portal/lib/server/procedures/documents/by-step.ts';
import type { DocumentFileView, DocumentNode } from '../../../portal/lib/server/procedures/documents/types.ts';

const file = (...stepIds: string[]) => ({ steps: stepIds.map((id) => ({ id, title: 'Veröffentlichung', iteration: id === 'zweite' ? 2 : 1 })) }) as DocumentFileView;
const node = (id: string, files: DocumentFileView[], children: DocumentNode[] = []): DocumentNode => ({
	id,
	kind: files.length > 0 ? 'document' : 'heading',
	title: id,
	category: null,
	files,
	children
});
const NODES = [
	node('alt', [file('erste')]),
	node('beide', [file('zweite'), file('erste')]),
	node('Gutachten', [], [node('lärm', [file('zweite')]), node('boden', [file('erste')])]),
	node('Leer', [])
];
/** `Titel: a, b(c)` */
const shape = (nodes: DocumentNode[]): string => nodes.map(({ id, children }) => (children.length > 0 ? `${id}(${shape(children)})` : id)).join(', ');

describe('documents by step', () => {
	test('those of the step first, each in one group, headings above what is left', () => {
		const groups = documentsByStep(NODES, 'zweite');
		expect(groups.map(({ title, nodes }) => `${title}: ${shape(nodes)}`)).toEqual(['Zum Schritt „Veröffentlichung (Durchgang 2)“: beide, Gutachten(lärm)', 'Aus anderen Schritten: alt, Gutachten(boden)']);
	});

	test('one group without a title where nothing stands out, or everything does', () => {
		expect(documentsByStep(NODES, null)).toEqual([{ title: null, nodes: NODES }]);
		expect(documentsByStep(NODES, 'dritte')).toEqual([{ title: null, nodes: NODES }]);
		expect(documentsByStep([NODES[1]!], 'zweite')).toEqual([{ title: null, nodes: [NODES[1]] }]);
		expect(documentsByStep([], 'zweite')).toEqual([]);
	});

	test('a document of the step below one of another is not lost', () => {
		expect(documentsByStep([node('oben', [file('erste')], [node('unten', [file('zweite')])])], 'zweite').map(({ nodes }) => shape(nodes))).toEqual(['unten', 'oben']);
	});
});
