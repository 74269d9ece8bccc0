using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Benchmarks;

// serve <products> <latency ms>   the server that everybody is measured against; prints its address
// read <url> | write <url> <count>   what a bare HttpClient needs; prints seconds and peak memory in MB
// make-file <path> <count> | write-file <url> <path>   lines of JSON, and what a bare HttpClient needs to send them
// copy <url> <path>   what it needs to bring the bodies of all pages to disk
// write-file-read, copy-read   the same, and each line or page is read once as JSON
// with pims- before the name, the same of a PIMS server
static int Number(string[] arguments, int place) => int.Parse(arguments[place], CultureInfo.InvariantCulture);

Task work = args.FirstOrDefault() switch
{
    "serve" => StaticServer.RunAsync(Number(args, 1), Number(args, 2)),
    "read" => BareClient.ReadAsync(new Uri(args[1])),
    "copy" => BareClient.CopyAsync(new Uri(args[1]), args[2], isRead: false),
    "copy-read" => BareClient.CopyAsync(new Uri(args[1]), args[2], isRead: true),
    "write" => BareClient.WriteAsync(new Uri(args[1]), Number(args, 2), inFlight: 1),
    "write4" => BareClient.WriteAsync(new Uri(args[1]), Number(args, 2), inFlight: 4),
    "write-file" => BareClient.WriteFileAsync(new Uri(args[1]), args[2], isRead: false),
    "write-file-read" => BareClient.WriteFileAsync(new Uri(args[1]), args[2], isRead: true),
    "make-file" => BareClient.MakeFileAsync(args[1], Number(args, 2)),
    "pims-read" => PimsBareClient.ReadAsync(new Uri(args[1])),
    "pims-write4" => PimsBareClient.WriteAsync(new Uri(args[1]), Number(args, 2), inFlight: 4),
    _ => Task.FromException(new ArgumentException("serve, read, copy, copy-read, write, write4, make-file, write-file, write-file-read, pims-read or pims-write4")),
};
await work;
