import Datasets

private let numbers = String(repeating: "1,2\n3,4\n", count: 100)

/// Text that is no table.
let brokenTexts: [BrokenInput] = [
  BrokenInput(
    "",
    "t.csv: an empty file; expected a table with a line for every row; "
      + "check that this is the right file"),
  BrokenInput(
    "\n  \r\n\r",
    "t.csv: nothing but blank lines; expected a table with a line for every row; "
      + "check that this is the right file"),
  BrokenInput(
    [0xFF, 0xFE, 0x61, 0x00],
    "t.csv:1:1: a UTF-16 byte order mark; expected text in UTF-8; "
      + "convert the file, for example with iconv -f UTF-16 -t UTF-8"),
  BrokenInput(
    [0xFE, 0xFF, 0x00, 0x61],
    "t.csv:1:1: a UTF-16 byte order mark; expected text in UTF-8; "
      + "convert the file, for example with iconv -f UTF-16 -t UTF-8"),
  BrokenInput(
    Array("a,b\r\nä,".utf8) + [0xFC],
    "t.csv:2:3: byte 0xFC (byte 8 of the file); expected text in UTF-8; "
      + "convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8"),
  BrokenInput(
    Array("a,b\n1,2\n".utf8) + [0xED, 0xA0, 0x80],
    "t.csv:3:1: byte 0xED (byte 8 of the file); expected text in UTF-8; "
      + "convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8"),
  BrokenInput(
    "a,b\n1,\0\n",
    "t.csv:2:3: a NUL byte (byte 6 of the file); expected a text file; "
      + "check that this is a CSV file, and not a spreadsheet or other binary file"),
  BrokenInput(
    "a,b\n1,2\n\n3\n",
    "t.csv:4:2: a row of 1 cell; expected 2 as in the first row; "
      + "add the missing cells, empty where unknown"),
  BrokenInput(
    "a,b\n\"1\n2\",3\n3,4,5,6\n",
    "t.csv:4:5: a row of 4 cells; expected 2 as in the first row; "
      + "quote cells that hold a separator"),
  BrokenInput(
    "a,b\n1,2\n3,\"x\n5,6\n",
    "t.csv:3:3: a quote that does not end; expected a closing quote; "
      + "close it, or write a quote inside quotes twice"),
  BrokenInput(
    "\u{FEFF}a,\"b",
    "t.csv:1:3: a quote that does not end; expected a closing quote; "
      + "close it, or write a quote inside quotes twice"),
  BrokenInput(
    "a,b\r1,2\r\n3,\"\r\"\r\n\r5,\"",
    "t.csv:6:3: a quote that does not end; expected a closing quote; "
      + "close it, or write a quote inside quotes twice"),
  BrokenInput(
    "a,b\n1,\"x\ny\"z\n",
    "t.csv:2:8: text after a closing quote; expected a separator or a line end; "
      + "write a quote inside quotes twice"),
  BrokenInput(
    "a,b,a\n1,2,3\n",
    "t.csv:1:5: column name 'a' again; expected names that differ (it names column 1 already); "
      + "rename one of the two, or say --header no if this is a row of data"),
  BrokenInput(
    "a,,column2\n1,2,3\n",
    "t.csv:1:4: column name 'column2' again; expected names that differ "
      + "(it names column 2 already); "
      + "rename one of the two, or say --header no if this is a row of data"),
]

/// Tables that nothing can be learned from.
let brokenTables: [BrokenInput] = [
  BrokenInput(
    "\n a,b\n",
    "t.csv:2:1: a header and no rows; expected rows of data below it; "
      + "add rows, or say --header no if this is a row of data"),
  BrokenInput(
    "a,b\n1,2\n", "t.csv: one row of data; expected at least two rows to learn from; add rows"),
  BrokenInput(
    "a\n1\n2\n",
    "t.csv: a table of one column; expected a target and a column to predict it from; "
      + "separate the cells by commas, semicolons or tabs"),
  BrokenInput(
    "a b,c\n" + numbers + "\"x\"\"y\",2\n",
    "t.csv:202:1: 'x\"y' in numeric column 'a b'; expected a number; "
      + "correct the cell, or say --column-type 'a b=categorical'"),
  BrokenInput(
    "a,c\n" + numbers + "1, oops\n",
    "t.csv:202:3: ' oops' in numeric column 'c'; expected a number; "
      + "correct the cell, or say --column-type c=categorical"),
  BrokenInput(
    "a,b\n1,2\n-Inf,3\n",
    "t.csv:3:1: '-Inf' in numeric column 'a'; expected a finite number; "
      + "correct the cell or leave it empty"),
  BrokenInput(
    "a,b\n1,2\n2,1e999\n",
    "t.csv:3:3: '1e999' in numeric column 'b'; expected a finite number; "
      + "correct the cell or leave it empty"),
  BrokenInput(
    "a,b\nx,2\n1,2\n",
    "t.csv:2:1: 'x' in numeric column 'a'; expected a number; "
      + "correct the cell, or say --column-type a=categorical",
    SchemaOptions(columnKinds: [ColumnKindOverride(name: "a", kind: .numeric)])),
  BrokenInput(
    "a,b,c\nNA,1,2\n,3,4\n",
    "t.csv: no cell in column 'a'; expected at least one that is not missing; "
      + "leave it out with --ignore a"),
  BrokenInput(
    "a,b\n1,\n2,nan\n",
    "t.csv: no cell in column 'b'; expected at least one that is not missing; "
      + "choose another --target"),
  BrokenInput(
    "a,b\n1,x\n2,\n3,y\n",
    "t.csv:3:3: an empty cell in target 'b'; expected a value in every row; "
      + "fill it in or remove the row"),
  BrokenInput(
    "a,b\n1,1\n2,NA\n3,2\n",
    "t.csv:3:3: 'NA' in target 'b'; expected a value in every row; fill it in or remove the row"),
  BrokenInput(
    "a,b\n1,x\n2,x\n",
    "t.csv:2:3: the same value 'x' in every training row of target 'b'; "
      + "expected at least two values; choose another --target"),
  BrokenInput(
    "a,b\n1,1.5\n2,1.50\n",
    "t.csv:2:3: the same value '1.5' in every training row of target 'b'; "
      + "expected at least two values; choose another --target"),
  BrokenInput(
    "id,b\n" + (0...10_000).map { "x\($0),\($0 % 2)\n" }.joined(),
    "t.csv:10002:1: more than 10000 levels in column 'id'; "
      + "expected a category with at most 10000 levels, or numbers; leave it out with --ignore id"),
  BrokenInput(
    "a,b\n-1e308,1\n1e308,2\n",
    "t.csv: numbers from -1e+308 to 1e+308 in column 'a'; "
      + "expected numbers whose variance is finite; write the column in another unit"),
]

/// Options that name what a table does not have.
let brokenOptions: [BrokenInput] = [
  BrokenInput(
    "age,note\n1,2\n3,4\n",
    "t.csv: no column 'Ages' for --target; expected the name of one of its 2 columns; "
      + "did you mean 'age'?", SchemaOptions(target: "Ages")),
  BrokenInput(
    "age,note\n1,2\n3,4\n",
    "t.csv: no column 'nose' for --ignore; expected the name of one of its 2 columns; "
      + "did you mean 'note'?", SchemaOptions(ignoredColumns: ["nose"])),
  BrokenInput(
    "1,2\n3,4\n",
    "t.csv: no column 'column' for --column-type; expected the name of one of its 2 columns; "
      + "without a header they are column1, column2, …: did you mean 'column1'?",
    SchemaOptions(columnKinds: [ColumnKindOverride(name: "column", kind: .numeric)])),
  BrokenInput(
    "a,b\n1,2\n3,4\n",
    "t.csv: column 'a' as numeric and as categorical; expected one kind for a column; "
      + "give --column-type once for it",
    SchemaOptions(columnKinds: [
      ColumnKindOverride(name: "a", kind: .numeric),
      ColumnKindOverride(name: "a", kind: .categorical),
    ])),
  BrokenInput(
    "a,b\n1,2\n3,4\n",
    "t.csv: target 'b' among the ignored columns; expected a target that is read; "
      + "leave out one of the two options",
    SchemaOptions(target: "b", ignoredColumns: ["b"])),
  BrokenInput(
    "a,b\n1,2\n3,4\n",
    "t.csv: all columns but the target ignored; expected a column to predict it from; "
      + "use --ignore for fewer columns", SchemaOptions(ignoredColumns: ["a"])),
  BrokenInput(
    "a,b\n1,x\n3,y\n",
    "t.csv: text in target 'b'; expected numbers for --task regression; "
      + "say --task classification or choose another --target", SchemaOptions(task: .regression)),
]
