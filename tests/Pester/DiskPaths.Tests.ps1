# Paths of files and folders: those of other drives are refused, and no file of their name is made.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 5 }
    $session = Connect-TestSandbox $sandbox
    $null = $session
    $place = New-Item "$TestDrive/here" -ItemType Directory
    $login = @{ Url = $sandbox.Url; ClientId = $sandbox.ClientId; ClientSecret = $sandbox.ClientSecret; Credential = $sandbox.Credential }
    $null = $login
}

AfterAll {
    Disconnect-Pim -All
    $sandbox | Stop-PimSandbox
}

Describe 'A path of <Drive>' -ForEach @{ Drive = 'Env:' }, @{ Drive = 'NoSuchDrive:' } {
    It 'is refused by <Parameter>: <Line>' -ForEach @(
        @{ Parameter = 'Path'; Line = 'Sync-PimProduct $path' }
        @{ Parameter = 'Path'; Line = 'Export-PimCatalog $path -Include Family' }
        @{ Parameter = 'Path'; Line = 'Import-PimCatalog $path' }
        @{ Parameter = 'Path'; Line = 'Save-PimMediaFile a/b -Path $path' }
        @{ Parameter = 'Path'; Line = 'Invoke-PimBulkUpsert -Path $path' }
        @{ Parameter = 'HistoryPath'; Line = 'Connect-Pim @login -HistoryPath $path -Name other' }
        @{ Parameter = 'Checkpoint'; Line = '@{ identifier = "x" } | Invoke-PimBulkUpsert -Checkpoint $path' }
        @{ Parameter = 'OutFile'; Line = 'Invoke-PimRestMethod api/rest/v1/channels -OutFile $path' }
    ) {
        $path = "$Drive/x9"
        $null = $path
        Push-Location $place
        try { { & ([scriptblock]::Create("$Line -ErrorAction Stop")) } | Should -Throw -ErrorId 'PimInvalidInput*' -ExpectedMessage "*${Parameter}: *x9*" }
        finally { Pop-Location }
        Get-ChildItem $place -Force | Should -BeNullOrEmpty
    }
}
