import type { Statement } from '../dialect.ts'
import { literal, quote } from './quote.ts'

/**
 * The swap as one statement, a block that runs inside the publishing transaction: refuses where something depends on the live table or belongs to
 * it that would be lost with it (SQLSTATE 2BP01, naming all); hands owner, grants, comments, storage options and the names of indexes and constraints
 * from the live table to the shadow; renames both. It waits for readers of the live table only shortly, since new ones queue behind it.
 */
export function swap(live: string, shadow: string, old: string): readonly string[] {
  const body = `DECLARE
  live constant regclass := ${literal(quote(live))};
  shadow constant regclass := ${literal(quote(shadow))};
  live_name constant name := ${literal(live)};
  shadow_name constant name := ${literal(shadow)};
  old_name constant name := ${literal(old)};
${block}`
  // Names that `quote` refuses must not get here in another way.
  quote(old)
  return [`DO ${literal(body)}`]
}

/** Views and whatever else depends on the live table, or belongs to it and would be lost with it; see Dialect. */
export function swapObstacles(live: string): Statement {
  return { sql: obstacles('to_regclass($1)::oid'), params: [quote(live)] }
}

function obstacles(live: string): string {
  return `SELECT DISTINCT CASE WHEN r.ev_class <> ${live} THEN pg_describe_object('pg_class'::regclass, r.ev_class, 0)
      ELSE pg_describe_object(d.classid, d.objid, d.objsubid) END AS thing
    FROM pg_depend d
    LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
    LEFT JOIN pg_constraint c ON d.classid = 'pg_constraint'::regclass AND c.oid = d.objid
    WHERE (d.refclassid = 'pg_class'::regclass AND d.refobjid = ${live}
        AND (d.deptype = 'n' OR c.contype IN ('c', 'f', 'x')
          OR d.classid IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_publication_rel'::regclass)))
      OR (d.refclassid = 'pg_type'::regclass AND d.deptype = 'n'
        AND d.refobjid IN (SELECT unnest(ARRAY[t.oid, t.typarray]) FROM pg_type t WHERE t.typrelid = ${live}))
    ORDER BY thing`
}

const block = `  found text;
  one record;
BEGIN
  SET LOCAL lock_timeout = '10s';
  EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', live);

  SELECT string_agg(thing, ', ') INTO found FROM (${obstacles('live')}) AS things;
  IF found IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist', MESSAGE =
      format('the table %s cannot be replaced by a new one because of: %s', live, found);
  END IF;

  SELECT pg_get_userbyid(l.relowner) INTO found FROM pg_class l, pg_class s
    WHERE l.oid = live AND s.oid = shadow AND l.relowner <> s.relowner;
  IF found IS NOT NULL THEN EXECUTE format('ALTER TABLE %s OWNER TO %I', shadow, found); END IF;

  IF EXISTS (SELECT FROM pg_class l, pg_class s WHERE l.oid = live AND s.oid = shadow AND l.relacl IS DISTINCT FROM s.relacl) THEN
    FOR one IN SELECT DISTINCT CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END AS grantee
        FROM pg_class c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g WHERE c.oid = shadow LOOP
      EXECUTE format('REVOKE ALL ON TABLE %s FROM %s CASCADE', shadow, one.grantee);
    END LOOP;
    FOR one IN SELECT g.privilege_type, g.is_grantable,
          CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END AS grantee
        FROM pg_class c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g WHERE c.oid = live LOOP
      EXECUTE format('GRANT %s ON TABLE %s TO %s%s', one.privilege_type, shadow, one.grantee,
        CASE WHEN one.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
    END LOOP;
  END IF;
  FOR one IN SELECT a.attname, g.privilege_type, g.is_grantable,
        CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END AS grantee
      FROM pg_attribute a JOIN pg_attribute s ON s.attrelid = shadow AND s.attname = a.attname, aclexplode(a.attacl) g
      WHERE a.attrelid = live AND a.attnum > 0 AND NOT a.attisdropped LOOP
    EXECUTE format('GRANT %s (%I) ON TABLE %s TO %s%s', one.privilege_type, one.attname, shadow, one.grantee,
      CASE WHEN one.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);
  END LOOP;

  EXECUTE format('COMMENT ON TABLE %s IS %L', shadow, obj_description(live, 'pg_class'));
  FOR one IN SELECT a.attname, col_description(live, a.attnum) AS comment
      FROM pg_attribute a JOIN pg_attribute s ON s.attrelid = shadow AND s.attname = a.attname
      WHERE a.attrelid = live AND a.attnum > 0 AND col_description(live, a.attnum) IS NOT NULL LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', shadow, one.attname, one.comment);
  END LOOP;
  SELECT array_to_string(reloptions, ', ') INTO found FROM pg_class WHERE oid = live;
  IF found <> '' THEN EXECUTE format('ALTER TABLE %s SET (%s)', shadow, found); END IF;

  FOR one IN
    WITH keys AS (
      SELECT i.indrelid, i.indexrelid, c.relname, c.relnamespace, i.indisprimary, i.indisunique,
        (SELECT array_agg(a.attname ORDER BY k.place) FROM unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum) AS columns
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid IN (live, shadow))
    SELECT s.indexrelid::regclass AS index, l.indexrelid::regclass AS former, coalesce(l.relname,
        CASE WHEN starts_with(s.relname, shadow_name) THEN live_name || substr(s.relname, length(shadow_name) + 1) END) AS name,
      s.relnamespace AS namespace
    FROM keys s LEFT JOIN LATERAL (SELECT * FROM keys l WHERE l.indrelid = live AND l.columns = s.columns
        AND (l.indisprimary, l.indisunique) = (s.indisprimary, s.indisunique) ORDER BY l.indexrelid LIMIT 1) AS l ON true
    WHERE s.indrelid = shadow
  LOOP
    IF one.former IS NOT NULL THEN
      EXECUTE format('ALTER INDEX %s RENAME TO %I', one.former, 'typeline_former_' || one.former::oid);
    END IF;
    CONTINUE WHEN one.name IS NULL
      OR EXISTS (SELECT FROM pg_class WHERE relname = one.name AND relnamespace = one.namespace);
    EXECUTE format('ALTER INDEX %s RENAME TO %I', one.index, one.name);
  END LOOP;

  EXECUTE format('ALTER TABLE %s RENAME TO %I', live, old_name);
  EXECUTE format('ALTER TABLE %s RENAME TO %I', shadow, live_name);
END`
