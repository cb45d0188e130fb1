import { date, feeding, source } from '../../../loader/index.ts'
import { salesPersonDim } from '../creates/sales-person-dim.ts'
import { type Origin, over } from './origin.ts'

/**
 * One row for each day on which a sales person's territory changed: where a period of the territory history begins; where one ends (`enddate` is
 * its last day) and no other follows at once; and the day of hiring, where no period holds yet. On the last two there is no territory.
 */
export const salesPersonTerritories = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: { ...feeding(salesPersonDim), began_on: date() },
    sql: over(origin, 'salesterritoryhistory', 'salesterritory', 'salesperson', 'employee', 'person')`
      SELECT s.businessentityid AS sales_person_id, p.firstname AS first_name, p.lastname AS last_name,
             s.commissionpct AS commission_rate, COALESCE(t.name, 'Not applicable') AS territory,
             COALESCE(t.groupname, 'Not applicable') AS territory_group, v.began_on
      FROM (
        SELECT h.businessentityid, h.territoryid, CAST(h.startdate AS DATE) AS began_on
        FROM salesterritoryhistory h
        UNION ALL
        SELECT h.businessentityid, NULL, CAST(CAST(h.enddate AS DATE) + INTERVAL '1' DAY AS DATE)
        FROM salesterritoryhistory h
        WHERE h.enddate IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM salesterritoryhistory f
          WHERE f.businessentityid = h.businessentityid AND CAST(f.startdate AS DATE) > CAST(h.startdate AS DATE)
            AND CAST(f.startdate AS DATE) <= CAST(h.enddate AS DATE) + INTERVAL '1' DAY)
        UNION ALL
        SELECT e.businessentityid, NULL, CAST(e.hiredate AS DATE)
        FROM employee e
        WHERE NOT EXISTS (
          SELECT 1 FROM salesterritoryhistory h
          WHERE h.businessentityid = e.businessentityid AND CAST(h.startdate AS DATE) <= CAST(e.hiredate AS DATE))
      ) v
      JOIN salesperson s ON s.businessentityid = v.businessentityid
      LEFT JOIN person p ON p.businessentityid = v.businessentityid
      LEFT JOIN salesterritory t ON t.territoryid = v.territoryid`,
  })
