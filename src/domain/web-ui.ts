/** Where the Temporal Web UI shows a namespace. */
export interface WebUi {
  /** Without a trailing slash: `http://localhost:8233`. */
  url: string;
  namespace: string;
}

const workflowsOf = ({ url, namespace }: WebUi): string =>
  `${url}/namespaces/${encodeURIComponent(namespace)}/workflows`;

/** The page of a workflow; without a run id, of the newest run under that workflow id. */
export const runLink = (webUi: WebUi, workflowId: string, runId?: string): string =>
  [workflowsOf(webUi), workflowId, ...(runId === undefined ? [] : [runId, 'history'])]
    .map((part, index) => (index === 0 ? part : encodeURIComponent(part)))
    .join('/');

/** The list with this one run in it, for those who must not learn its workflow id, which may be made of an employee's. */
export const runIdLink = (webUi: WebUi, runId: string): string =>
  `${workflowsOf(webUi)}?query=${encodeURIComponent(`RunId = "${runId}"`)}`;
