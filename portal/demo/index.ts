export { demoAddresses, demoBaseMap, type BaseFeature, type DemoAddress } from './base-map.ts';
export { generatePlan, type BenchPlanOptions } from './bench-plan.ts';
export { demoTenants, type DemoTenant } from './tenants.ts';
export { demoPlans, type DemoPlan } from './plans.ts';
export { CRS } from './geometry.ts';
export { demoParticipations, demoStatements, type DemoParticipation, type DemoPlace, type DemoStatement } from './statements.ts';
export { demoProcedures, type DemoDocument, type DemoProcedure, type DemoStep } from './procedures.ts';
