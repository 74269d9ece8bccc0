# The views of API keys.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ ProductCount = 30 }
    $session = Connect-PimsSandbox $sandbox @{ Name = 'keys' }
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Get-PimKeyView' {
    BeforeEach {
        Select-PimSession $session
        $made = New-PimKey -PimUser
        $null = 'Web', 'Erp' | ForEach-Object { New-PimKeyView $_ -Key $made.Key -Comment $_ }
    }

    It 'gives every one of a key, in one request' {
        $seen = Measure-Request $sandbox { Get-PimKeyView -Key $made.Key }
        $seen.Output.Code | Should -Be Web, Erp
        $seen.Output.IsDefault | Should -Be $true, $false
        $seen.Requests | Should -Be 1
        (Measure-Request $sandbox { Get-PimKeyView -Key $made.Key | Select-Object -First 1 }).Requests | Should -Be 1
    }

    It 'takes -First, -Skip and -IncludeTotalCount' {
        (Get-PimKeyView -Key $made.Key -First 1).Code | Should -Be Web
        (Get-PimKeyView -Key $made.Key -Skip 1).Code | Should -Be Erp
        (Get-PimKeyView -Key $made.Key -IncludeTotalCount -First 0).ToString() | Should -Be 'Total count: 2'
    }

    It 'takes keys from the pipe, as they are and by property name' {
        ($made.Key, $sandbox.ReadOnlyApiKey | Get-PimKeyView).Code | Should -Be Web, Erp, Default, Web
        ($made | Get-PimKeyView).Code | Should -Be Web, Erp
        ([pscustomobject]@{ Key = $made.Key } | Get-PimKeyView).Code | Should -Be Web, Erp
        ([pscustomobject]@{ Key = $made.Key; Code = 'Erp' } | Get-PimKeyView Erp).Code | Should -Be Erp
    }

    It 'takes a name, an array, the pipe, property names and objects' {
        (Get-PimKeyView Erp -Key $made.Key).Code | Should -Be Erp
        (Get-PimKeyView Erp, Web -Key $made.Key).Code | Should -Be Erp, Web
        ('Erp', 'Web' | Get-PimKeyView -Key $made.Key).Code | Should -Be Erp, Web
        (Get-PimKeyView -Key $made.Key | Get-PimKeyView -Key $made.Key).Code | Should -Be Web, Erp
        (Get-PimKeyView -Key $made.Key -Filter @{ is_default = $true }).Code | Should -Be Web
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        $read = Get-PimKeyView Default, Web -Key $made.Key -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be Web
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        $failed[0].TargetObject | Should -Be Default
    }

    It 'reports a key that does not exist with the secret as target, and goes on' {
        $no = ([Net.NetworkCredential]::new('', 'no-such-key').SecurePassword)
        $read = $no, $made.Key | Get-PimKeyView -ErrorAction SilentlyContinue -ErrorVariable failed
        $read.Code | Should -Be Web, Erp
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimForbidden,*'
        $failed[0].TargetObject | Should -Be $no
    }

    It 'takes no text for a key, and does not repeat it' {
        $record = Get-Terminating { Get-PimKeyView -Key hush-hush }
        $record.FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        "$record" | Should -Match 'Key: takes a SecureString'
        "$record" | Should -Not -Match hush
        (Get-Terminating { Get-PimKeyView -Key ([securestring]::new()) }) | Should -Match 'empty'
    }

    It 'gives its properties without the key, and a table' {
        $view = Get-PimKeyView Web -Key $made.Key
        $view.PSObject.TypeNames[0] | Should -Be 'PimPowerShell.KeyView'
        $view.PSObject.Properties.Name | Should -Be Code, IsDefault, Comment, Provider
        $view | Format-Table | Out-String -Width 200 | Should -Match '(?s)Code\s+IsDefault\s+Comment.*Web\s+True\s+Web'
    }

    It 'ends within a second at Ctrl+C' {
        $sandbox.Options.LatencyMilliseconds = 60000
        $before = $sandbox.Counters.ApiRequests
        $stopped = Measure-Stop { Get-PimKeyView -Key $key -Session $session } @{ session = $session; key = $sandbox.ReadOnlyApiKey } -When { $sandbox.Counters.ApiRequests -gt $before } -AfterMilliseconds 50000
        $sandbox.Options.LatencyMilliseconds = 0
        $stopped.StopTime.TotalSeconds | Should -BeLessThan 1
        $stopped.State | Should -Be Stopped
    }
}
