/**
 * What a condition may be made of. A list of what is allowed, not of what is not: of DuckDB's 800 functions most have no
 * place in a condition, every release brings more, and one that is overlooked in a list of the forbidden may read a
 * file. So it holds what people filter rows by, and leaves out
 * - what reaches out of the row or changes anything: files, settings, variables, sequences, secrets, the log, the session;
 * - what differs from call to call, as `random` and `uuid`: a file that is filtered again keeps the same rows. Today's
 *   date and time may be used: "of the last 30 days" means another thing tomorrow on purpose;
 * - aggregates and windows: a condition is about one row;
 * - what makes much out of little (`repeat`, `lpad`, `range`, `hex`, `printf`): memory_limit does not count the texts of
 *   an expression, and such a function does not hear `interrupt`. What is left and can grow is bounded by growth.ts;
 * - lambdas, which bring loops.
 */
const FUNCTIONS: Record<string, string> = {
  operators:
    '+ - * / // % ** ^ & | ~ << >> @ || ^@ ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape',
  text: `ascii chr bit_length char_length character_length concat concat_ws contains ends_with instr lcase left length
    len lower ltrim nfc_normalize octet_length ord position prefix regexp_escape regexp_extract regexp_full_match
    regexp_matches regexp_replace replace reverse right rtrim split_part split str_split starts_with strip_accents strlen
    strpos string_split string_to_array substr substring suffix translate trim ucase unicode upper md5 sha1 sha256 hash`,
  numbers: `abs add acos acosh asin asinh atan atan2 atanh bit_count cbrt ceil ceiling cos cosh cot degrees divide even exp
    floor gcd greatest greatest_common_divisor isfinite isinf isnan lcm least least_common_multiple ln log log10 log2 mod
    multiply nextafter pi pow power radians round round_even roundbankers sign signbit sin sinh sqrt subtract tan tanh
    trunc xor fdiv fmod`,
  time: `age ago century current_localtime current_localtimestamp date_add date_diff date_part date_sub date_trunc
    datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms
    epoch_ns epoch_us era get_current_time get_current_timestamp hour isodow isoyear julian last_day make_date make_time
    make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz microsecond millennium millisecond minute month
    monthname nanosecond normalized_interval now quarter second strftime strptime time_bucket timezone timezone_hour
    timezone_minute to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds to_minutes
    to_months to_quarters to_seconds to_timestamp to_weeks to_years today transaction_timestamp try_strptime week weekday
    weekofyear year yearweek`,
  nested: `->> array_contains array_extract array_has array_has_all array_has_any array_indexof array_length array_position
    cardinality element_at json_array_length json_contains json_exists json_extract json_extract_path
    json_extract_path_text json_extract_string json_keys json_type json_valid json_value list_contains list_element
    list_extract list_has list_has_all list_has_any list_indexof list_position list_value map_contains map_extract
    map_keys map_values row struct_extract`,
  other: 'constant_or_null nullif typeof',
};

export const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set(
  Object.values(FUNCTIONS).flatMap((names) => names.trim().split(/\s+/)),
);

/** Kinds of expressions, as json_serialize_sql names their classes. */
export const ALLOWED_CLASSES: ReadonlySet<string> = new Set(
  'BETWEEN CASE CAST COLLATE COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION OPERATOR'.split(' '),
);

export const ALLOWED_OPERATORS: ReadonlySet<string> = new Set([
  ...['COMPARE_IN', 'COMPARE_NOT_IN', 'OPERATOR_NOT', 'OPERATOR_IS_NULL', 'OPERATOR_IS_NOT_NULL'],
  ...['OPERATOR_COALESCE', 'OPERATOR_TRY', 'ARRAY_EXTRACT', 'ARRAY_SLICE', 'STRUCT_EXTRACT'],
]);

/** Simple types: those with others inside can be made as large as one likes, `INTEGER[100000][1000]`. */
export const ALLOWED_TYPES: ReadonlySet<string> = new Set([
  ...['BOOLEAN', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT'],
  ...[
    'UHUGEINT',
    'FLOAT',
    'DOUBLE',
    'DECIMAL',
    'VARCHAR',
    'DATE',
    'TIME',
    'TIME WITH TIME ZONE',
    'TIMESTAMP',
    'INTERVAL',
  ],
  ...['TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE', 'UUID'],
]);

/** Words that SQL takes for functions where there is no column of the name; the others of the kind tell of the session. */
export const MOMENTS: ReadonlySet<string> = new Set([
  ...['current_date', 'current_time', 'current_timestamp', 'localtime', 'localtimestamp'],
]);
