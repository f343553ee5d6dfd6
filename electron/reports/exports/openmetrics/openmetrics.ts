import type { ExportFormat } from '../export-format.ts';
import { mostSeries } from './bounded-groups.ts';
import { exposition } from './exposition.ts';
import { metricFamilies } from './metric-families.ts';

/** OpenMetrics text for Prometheus and what reads its format: sums of all selected usage, and the budgets. */
export const openMetricsExport: ExportFormat = {
  id: 'openmetrics',
  fileName: 'burnrate.openmetrics',
  mediaType: 'application/openmetrics-text',
  *part(source, { selection }) {
    const byModel = source.usage({ ...selection, by: ['provider', 'model'] });
    yield undefined;
    const byProject = source.usage({ ...selection, by: ['project'] });
    yield undefined;
    const families = metricFamilies({ byModel, byProject, budgets: source.budgets() });
    const { records } = byModel.totals;
    const isFolded = [byModel, byProject].some(({ groups }) => groups.length > mostSeries);
    return {
      text: exposition(families),
      rows: families.reduce((sum, { samples }) => sum + samples.length, 0),
      done: records,
      total: records,
      next: null,
      notes: isFolded ? [`Beyond the ${mostSeries} dearest, models and projects are summed as (other).`] : [],
    };
  },
};
