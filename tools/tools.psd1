@{
    # The one place for the versions of the tools. A build takes exactly this version when the machine or the
    # gallery has it, else any from Minimum on. (.config/dotnet-tools.json repeats PowerShell's for the SDK;
    # a test compares the two.)
    PowerShell                     = @{ Version = '7.6.5' }
    Pester                         = @{ Version = '5.7.1'; Minimum = '5.5.0' }
    PSScriptAnalyzer               = @{ Version = '1.25.0'; Minimum = '1.22.0' }
}
