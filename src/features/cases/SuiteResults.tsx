import { Tag, type TableProps } from 'antd'
import Papa from 'papaparse'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { CaseSummary, CaseSuite } from './types'
import { CopyButton } from '../../ui/CopyButton'
import { DataTable } from '../../ui/DataTable'
import { MaybeNum } from '../../ui/Num'
import { ScoreLabel } from '../../ui/ScoreLabel'
import { Section } from '../../ui/Section'
import { toTsv } from '../../ui/tsv'
import { SUITE_COLUMNS, suiteCells, suiteRows, type SuiteRow } from './suite-rows'
import { VERDICT_COLORS } from './verdicts'
import { whatWords } from './words'
import css from './cases.module.css'

interface Props {
  readonly cases: readonly CaseSummary[]
  readonly suite: CaseSuite
}

const number = (value: number | null) => value ?? -Infinity

/** Results of the suite, one row for each case. */
export function SuiteResults({ cases, suite }: Props) {
  const { t } = useTranslation(['cases', 'common', 'scores'])
  const rows = suiteRows(cases, suite.outcomes)
  const signature = `# ${suite.made ?? ''}\n`
  const columns: TableProps<SuiteRow>['columns'] = [
    {
      title: t('suite.name'),
      dataIndex: 'name',
      width: 240,
      ellipsis: true,
      sorter: (x, y) => x.name.localeCompare(y.name),
    },
    {
      title: t('suite.verdict'),
      dataIndex: 'verdict',
      width: 110,
      sorter: (x, y) => x.verdict.localeCompare(y.verdict),
      render: (_, { verdict, judgement }) => (
        <>
          <Tag color={VERDICT_COLORS[verdict]} variant="outlined">
            {t(`verdict.${verdict}`)}
          </Tag>
          {judgement === 'no-threshold' && <span className="muted"> {t('verdict.noThreshold')}</span>}
        </>
      ),
    },
    { title: t('suite.score'), width: 190, render: (_, { score }) => <ScoreLabel name={score} /> },
    {
      title: t('suite.before'),
      width: 90,
      align: 'right',
      sorter: (x, y) => number(x.before) - number(y.before),
      render: (_, { before }) => <MaybeNum value={before} />,
    },
    {
      title: t('suite.after'),
      width: 90,
      align: 'right',
      sorter: (x, y) => number(x.after) - number(y.after),
      render: (_, { after }) => <MaybeNum value={after} />,
    },
    {
      title: t('suite.difference'),
      width: 100,
      align: 'right',
      sorter: (x, y) => number(x.difference) - number(y.difference),
      render: (_, { difference }) => <MaybeNum value={difference} />,
    },
    {
      title: t('suite.changes'),
      width: 220,
      sorter: (x, y) => x.changes.length - y.changes.length,
      render: (_, { changes }) => changes.map((what) => whatWords(t, what)).join(t('common:list')),
    },
  ]
  return (
    <div data-testid="cases-results">
      <Section
        title={t('suite.title')}
        actions={
          <>
            <CopyButton
              label={t('suite.copyTsv')}
              text={() => toTsv(SUITE_COLUMNS, rows.map(suiteCells)) + signature}
            />
            <CopyButton
              label={t('suite.copyCsv')}
              text={() =>
                Papa.unparse([[...SUITE_COLUMNS], ...rows.map(suiteCells)], { newline: '\n' }) +
                '\n' +
                signature
              }
            />
          </>
        }
      >
        <DataTable
          label={t('suite.title')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          width={1000}
        />
        <p className={clsx('muted', css.made)}>{t('suite.made', { made: suite.made ?? '' })}</p>
      </Section>
    </div>
  )
}
