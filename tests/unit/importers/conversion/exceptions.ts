/** Plans whose conversion is not valid, each with the mandatory properties that nobody but the planner can supply. */
export const EXCEPTIONS: Record<string, { missing: string[]; reason: string }> = {
	'5.4 plans/4.0/history/Plan_A_4_0/xplan.gml': { missing: ['FP_Plan.planArt'], reason: 'planArt of an FP_Plan was optional in 4.x' },
	'5.4 plans/4.1/commons/FPlan/xplan.gml': { missing: ['FP_Plan.planArt'], reason: 'planArt of an FP_Plan was optional in 4.x' },
	'6.0 plans/4.0/history/Plan_A_4_0/xplan.gml': { missing: ['FP_Plan.planArt'], reason: 'planArt of an FP_Plan was optional in 4.x' },
	'6.0 plans/4.1/commons/FPlan/xplan.gml': { missing: ['FP_Plan.planArt'], reason: 'planArt of an FP_Plan was optional in 4.x' },
	'6.0 plans/5.4/validator/geometric/flaechenschluss/test41-54_1-missing-gehoertZuBereich-multipleBereiche.gml': {
		missing: ['SO_Schienenverkehrsrecht.gehoertZuBereich', 'SO_Wasserrecht.gehoertZuBereich'],
		reason: 'the objects belong to one of several Bereiche, and none of them lists them'
	}
};
