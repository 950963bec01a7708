import type { ProcedureKind } from './kinds/kind.ts';

/** What § 13a (1) S. 2 BauGB makes the accelerated procedure depend on. */
export interface InnerDevelopment {
	/** Permitted or, where none is fixed, sealed ground area in m², with that of plans in close connection; null: nobody said. */
	floorArea: number | null;
	/** Local day on which the preliminary examination (Anlage 2) was finished; null: there is none yet. */
	examinedOn: string | null;
	/** Why the plan is expected to have no considerable effects on the environment. */
	examinationReasons: string;
}

export const NO_INNER_DEVELOPMENT: InnerDevelopment = { floorArea: null, examinedOn: null, examinationReasons: '' };

/** From here on a preliminary examination is needed (§ 13a (1) S. 2 Nr. 2 BauGB). */
const EXAMINED_FROM = 20_000;
/** From here on there is no accelerated procedure. */
export const ACCELERATED_BELOW = 70_000;

/** Whether a kind goes by § 13a BauGB; a repeal needs no ground area. */
export const isAccelerated = ({ baugb, hints }: Pick<ProcedureKind, 'baugb' | 'hints'>): boolean => baugb && hints.includes('accelerated') && !hints.includes('repeal');

/** § 13a (1) S. 2 BauGB: below 20,000 m² free, below 70,000 m² after a preliminary examination, above not at all. */
export function needsExamination({ floorArea }: InnerDevelopment): boolean {
	return floorArea !== null && floorArea >= EXAMINED_FROM && floorArea < ACCELERATED_BELOW;
}

/** Finished, with reasons that somebody else can follow (§ 214 (2a) Nr. 3 BauGB). */
export const isExamined = ({ examinedOn, examinationReasons }: InnerDevelopment): boolean => examinedOn !== null && examinationReasons.trim() !== '';
