import { Navigate } from 'react-router';
import { useReportTabs } from './report-frame.tsx';

/** The way into the reports: the first one that the person may see. */
export default function ReportsPage() {
  const [first] = useReportTabs();
  return first ? <Navigate to={`/${first.path}`} replace /> : null;
}
