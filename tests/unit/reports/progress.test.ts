import { describe, expect, it } from 'vitest';
import { progressOf } from '../../../portal/lib/server/reports/author-view.ts';
import { DEFAULT_WORKFLOW } from '../../../portal/lib/server/reports/workflow.ts';

const labels = (state: string) => progressOf(DEFAULT_WORKFLOW, state).map(({ label, done, current }) => `${label}${done ? ' ✓' : current ? ' ●' : ''}`);

describe('the line of progress of a report', () => {
	it('names begin, work and end', () => expect(labels('eingegangen')).toEqual(['Eingegangen ●', 'In Arbeit', 'Erledigt']));
	it('is at its end when it is done', () => expect(labels('erledigt')).toEqual(['Eingegangen ✓', 'In Arbeit ✓', 'Erledigt ●']));
	it('claims no work where it was refused', () => expect(labels('nicht-zustaendig')).toEqual(['Eingegangen ✓', 'Nicht zuständig ●']));
});
