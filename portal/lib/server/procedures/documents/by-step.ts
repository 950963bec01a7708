import { documentTexts } from '../../../texts/documents.ts';
import { filesOf } from './public-documents.ts';
import type { DocumentGroup, DocumentNode } from './types.ts';

/**
 * Documents in the order in which people ask for them: first those of the step that they came for, then the others. A document stands in one
 * group only; where there is one group it has no title.
 * @param stepId null: nothing stands out
 */
export function documentsByStep(nodes: DocumentNode[], stepId: string | null): DocumentGroup[] {
	if (nodes.length === 0) return [];
	const step = filesOf(nodes).flatMap(({ file }) => file.steps).find(({ id }) => id === stepId);
	if (!step) return [{ title: null, nodes }];
	const [own, others] = [shownBy(nodes, step.id, true), shownBy(nodes, step.id, false)];
	if (others.length === 0) return [{ title: null, nodes }];
	return [
		{ title: documentTexts.ofStep(documentTexts.iteration(step.title, step.iteration)), nodes: own },
		{ title: documentTexts.others, nodes: others }
	];
}

/** The part of a tree that a step shows, or that it does not; headings stay above what is left below them. */
function shownBy(nodes: DocumentNode[], stepId: string, wanted: boolean): DocumentNode[] {
	return nodes.flatMap((node) => {
		const children = shownBy(node.children, stepId, wanted);
		if (node.files.length === 0) return children.length > 0 ? [{ ...node, children }] : [];
		return node.files.some(({ steps }) => steps.some(({ id }) => id === stepId)) === wanted ? [{ ...node, children }] : children;
	});
}
